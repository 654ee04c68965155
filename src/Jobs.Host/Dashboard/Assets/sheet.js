// Something that is done to many: the sheet says what matches, asks, and shows how it goes on, with a stop.
import { call } from './actions.js';
import { prefix, say } from './frame.js';
import { refresh } from './live.js';
import { number } from './format.js';

const POLL_MS = 250;

let turn = 0;

/**
 * Opens the sheet `#bulk-sheet`.
 *   address, body   what is asked of the API; with `dryRun` it only counts
 *   verb, noun      as 'Retry', 'job'
 *   title, matching, warning   what will happen, in words
 *   withRate        whether it can be slowed down
 */
export function openSheet(wish) {
  const sheet = document.getElementById('bulk-sheet');
  const part = name => sheet.querySelector(name);
  const mine = ++turn;
  part('h2').textContent = wish.title;
  part('.matching code').textContent = wish.matching;
  part('.matching').hidden = !wish.matching;
  part('.warning').textContent = wish.warning ?? '';
  part('.rate').hidden = !wish.withRate;
  part('.form-problem').textContent = '';
  part('.going').hidden = true;
  part('.stop').hidden = true;
  part('.go').hidden = false;
  part('.go').textContent = wish.verb;
  part('.go').onclick = () => start(wish, sheet, mine);
  sheet.onclose = refresh;
  if (!sheet.open) sheet.showModal();
  count(wish, sheet, mine);
}

async function count(wish, sheet, mine) {
  const go = sheet.querySelector('.go');
  go.disabled = true;
  sheet.querySelector('.matched').textContent = 'Counting what matches…';
  try {
    const { matched } = await call('POST', wish.address, { ...wish.body, dryRun: true });
    if (mine !== turn) return;
    const much = many(matched, wish.noun);
    sheet.querySelector('.matched').textContent = matched === 0 ? 'Nothing matches.' : `${much} ${matched === 1 ? 'matches' : 'match'}.`;
    go.textContent = `${wish.verb} ${much}`;
    go.disabled = matched === 0;
  } catch (fault) {
    if (mine !== turn) return;
    sheet.querySelector('.matched').textContent = '';
    sheet.querySelector('.form-problem').textContent = fault.message;
  }
}

async function start(wish, sheet, mine) {
  const go = sheet.querySelector('.go');
  go.disabled = true;
  const body = { ...wish.body };
  const reason = sheet.querySelector('[name=reason]').value.trim();
  const rate = sheet.querySelector('[name=perSecond]').valueAsNumber;
  if (reason && wish.withReason) body.reason = reason;
  if (wish.withRate && !Number.isNaN(rate)) body.perSecond = rate;
  try {
    const answer = await call('POST', wish.address, body);
    await follow(answer.operationId ?? answer.id, wish, sheet, mine);
  } catch (fault) {
    sheet.querySelector('.form-problem').textContent = fault.message;
    go.disabled = false;
  }
}

async function follow(id, wish, sheet, mine) {
  const part = name => sheet.querySelector(name);
  const at = `${prefix}/api/v1/operations/${encodeURIComponent(id)}`;
  part('.going').hidden = false;
  part('.go').hidden = true;
  part('.matched').textContent = '';
  part('.stop').hidden = false;
  part('.stop').disabled = false;
  part('.stop').onclick = () => {
    part('.stop').disabled = true;
    call('POST', `${at}/cancel`).catch(fault => { part('.form-problem').textContent = fault.message; });
  };
  for (;;) {
    const operation = await call('GET', at);
    if (mine !== turn) return;
    show(operation, wish, sheet);
    if (operation.done || operation.state !== 'running') break;
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }

  part('.stop').hidden = true;
  say(part('.went').textContent);
}

function show(operation, wish, sheet) {
  const { matched, processed, failed, state } = operation;
  const bar = sheet.querySelector('progress');
  bar.max = Math.max(matched, 1);
  bar.value = matched === 0 ? 1 : processed + failed;
  const parts = [`${number(processed)} of ${many(matched, wish.noun)} done`];
  if (failed > 0) parts.push(`${number(failed)} did not allow it`);
  if (state === 'cancelled') parts.push('stopped');
  sheet.querySelector('.went').textContent = parts.join(', ');
  const [first] = operation.errors ?? [];
  sheet.querySelector('.form-problem').textContent = first ? `${first.id}: ${first.detail}` : '';
}

function many(count, noun) {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}
