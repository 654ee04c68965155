// One job: its payload can be edited as text, with what changes shown before it does. It goes to the API as it was typed, digit for digit.
import { call } from './actions.js';
import { diff } from './diff.js';
import { say } from './frame.js';
import { refresh } from './live.js';

const SIGNS = { same: ' ', gone: '−', new: '+', skipped: ' ' };

document.addEventListener('input', event => {
  if (event.target.matches('textarea[name=payload]')) showDiff(event.target);
});
document.addEventListener('submit', onSubmit);
openByAddress();

/** A link that means to edit opens the sheet. */
function openByAddress() {
  const sheet = document.getElementById(`${location.hash.slice(1)}-sheet`);
  if (sheet instanceof HTMLDialogElement) sheet.showModal();
}

function showDiff(field) {
  const list = field.form.querySelector('.diff');
  const isChanged = field.value !== field.defaultValue;
  list.hidden = !isChanged;
  if (!isChanged) return;
  const lines = diff(field.defaultValue, field.value) ?? [{ kind: 'skipped', text: 'Too long to be compared.' }];
  list.replaceChildren(...lines.map(line => {
    const item = document.createElement('li');
    item.className = line.kind;
    item.textContent = `${SIGNS[line.kind]} ${line.text}`;
    return item;
  }));
}

async function onSubmit(event) {
  const form = event.target;
  if (!form.dataset.raw) return;
  event.preventDefault();
  const note = form.querySelector('.form-problem');
  try {
    await call(form.dataset.raw, form.getAttribute('action'), bodyOf(form));
    note.textContent = '';
    form.closest('dialog').close();
    say(form.dataset.said);
    refresh();
  } catch (fault) {
    note.textContent = fault.message;
  }
}

/** Only what was changed, as text: a payload goes through no number of ours. */
function bodyOf(form) {
  const members = [];
  const { priority, runAt, payload } = form.elements;
  if (priority && priority.value !== '' && priority.value !== priority.dataset.was) members.push(`"priority":${Number(priority.value)}`);
  if (runAt && runAt.value !== '') members.push(`"runAt":${JSON.stringify(new Date(runAt.value).toISOString())}`);
  if (payload && payload.value !== payload.defaultValue) {
    try {
      JSON.parse(payload.value);
    } catch (fault) {
      throw new Error(`The payload is no JSON: ${fault.message}`);
    }

    members.push(`"payload":${payload.value}`);
  }

  return `{${members.join(',')}}`;
}
