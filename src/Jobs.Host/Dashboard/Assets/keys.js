// The keyboard. Single keys only where nothing is being typed; pages add theirs with `onKey`.
import { togglePause } from './live.js';
import { openRow, showFresh, step, toggleRow } from './table.js';

const SEQUENCE_MS = 1500;

let leader = false;
let leaderTimer = 0;

const keys = new Map([
  ['j', () => step(1)],
  ['k', () => step(-1)],
  ['x', toggleRow],
  ['Enter', openRow],
  ['.', showFresh],
  ['p', togglePause],
  ['u', switchZone],
  ['/', () => document.querySelector('[data-filter]')?.focus()],
  ['?', () => document.getElementById('key-sheet').showModal()],
]);

/** What the page does on a key. */
export function onKey(key, act) {
  keys.set(key, act);
}

export function startKeys() {
  document.addEventListener('keydown', onDown);
}

function onDown(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
  if (leader) {
    leader = false;
    clearTimeout(leaderTimer);
    goTo(event);
    return;
  }

  if (event.key === 'g') {
    leader = true;
    leaderTimer = setTimeout(() => { leader = false; }, SEQUENCE_MS);
    return;
  }

  // Enter belongs to what has the focus, unless that is a row.
  if (event.key === 'Enter' && event.target.nodeName !== 'TR') return;
  const act = keys.get(event.key);
  if (!act) return;
  event.preventDefault();
  act();
}

function goTo(event) {
  const link = document.querySelector(`nav a[data-go="${CSS.escape(event.key)}"]`);
  if (!link) return;
  event.preventDefault();
  location.href = link.href;
}

function switchZone() {
  const choice = document.getElementById('zone');
  choice.value = choice.value === 'utc' ? 'local' : 'utc';
  choice.dispatchEvent(new Event('change'));
}

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.nodeName) && !/^(checkbox|radio|button)$/.test(target.type);
}
