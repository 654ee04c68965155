// Forms that change something: their fields become JSON, and the API's answer is said in words.
//   <form data-call="POST" action="/api/v1/queues/email/pause" data-said="Paused email">
// A field's place in the body is its name (`rateLimit.max`); `data-as` is what it becomes: number, seconds (sent as milliseconds), json, or null where a box is checked. Empty texts are left out, and with `data-changes` on the form whatever is as it was.
import { say } from './frame.js';
import { refresh } from './live.js';

export function startActions() {
  document.addEventListener('submit', onSubmit);
}

/** Calls the API; a body that is a text is sent as it is. Gives the answer's body, or throws an Error in the API's words. */
export async function call(method, address, body) {
  const answer = await fetch(address, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  }).catch(() => { throw new Error('The host does not answer. Nothing may have happened; look before you repeat it.'); });
  const text = await answer.text();
  const json = text === '' ? null : JSON.parse(text);
  if (!answer.ok) throw new Error(json?.detail ?? `The host answered ${answer.status}.`);
  return json;
}

/** The fields of a form as the API wants them. */
export function fieldsOf(form) {
  const body = {};
  const changed = new Set([...form.elements].filter(isChanged).map(topName));
  for (const field of form.elements) {
    if (form.hasAttribute('data-changes') && !changed.has(topName(field))) continue;
    if (!field.name || field.disabled || (field.type === 'radio' && !field.checked)) continue;
    const value = valueOf(field);
    if (value !== undefined) set(body, field.name.split('.'), value);
  }

  return body;
}

async function onSubmit(event) {
  const form = event.target;
  if (!form.dataset.call) return;
  event.preventDefault();
  const note = form.querySelector('.form-problem');
  const buttons = form.querySelectorAll('button');
  buttons.forEach(button => { button.disabled = true; });
  try {
    const body = fieldsOf(form);
    await call(form.dataset.call, form.getAttribute('action'), Object.keys(body).length === 0 ? undefined : body);
    if (note) note.textContent = '';
    form.closest('dialog')?.close();
    say(form.dataset.said ?? 'Done');
    if (form.dataset.then) location.href = form.dataset.then;
    else refresh();
  } catch (fault) {
    if (note) note.textContent = fault.message;
    say(fault.message);
  } finally {
    buttons.forEach(button => { button.disabled = false; });
  }
}

function isChanged(field) {
  return field.type === 'checkbox' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

function topName(field) {
  return field.name?.split('.')[0];
}

function valueOf(field) {
  const text = field.value.trim();
  switch (field.dataset.as) {
    case 'number': return text === '' ? undefined : Number(text);
    case 'null': return field.checked ? null : undefined;
    case 'seconds': return text === '' ? undefined : Number(text) * 1000;
    case 'json': return text === '' ? undefined : JSON.parse(text);
    default: return text === '' ? undefined : text;
  }
}

function set(body, path, value) {
  let at = body;
  for (const name of path.slice(0, -1)) at = at[name] ??= {};
  at[path.at(-1)] = value;
}
