// Lists: rows that are walked with the keyboard and selected, and new ones that wait in a bar.
import { say, announcePatched } from './frame.js';
import { number } from './format.js';

const waiting = new Map();

export function startTables() {
  document.addEventListener('jobs:gathered', onGathered);
  document.addEventListener('click', event => event.target.closest('.fresh') && showFresh());
  document.addEventListener('change', onChange);
}

/** The rows of the page's list, in their order. */
export function rows() {
  return [...document.querySelectorAll('table[data-rows] > tbody > tr[data-key]')];
}

export function currentRow() {
  return document.activeElement?.closest('table[data-rows] > tbody > tr[data-key]') ?? null;
}

/** One row on or back; the first when there was none. */
export function step(by) {
  const all = rows();
  const at = all.indexOf(currentRow());
  const row = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (!row) return;
  row.tabIndex = -1;
  row.focus();
  row.scrollIntoView({ block: 'nearest' });
}

export function openRow() {
  currentRow()?.querySelector('a[href]')?.click();
}

export function toggleRow() {
  currentRow()?.querySelector('input[type=checkbox]')?.click();
}

/** The new rows take their places, and those that no longer belong leave. */
export function showFresh() {
  for (const [body, next] of waiting) {
    body.replaceChildren(...[...next.children].map(row => row.cloneNode(true)));
    barOf(body)?.setAttribute('hidden', '');
  }

  waiting.clear();
  document.dispatchEvent(new CustomEvent('jobs:fresh'));
  announcePatched();
}

function onGathered({ target, detail: { fresh, gone, next } }) {
  const bar = barOf(target);
  if (!bar) return;
  const parts = [fresh > 0 && `${number(fresh)} new`, gone > 0 && `${number(gone)} gone`].filter(Boolean);
  if (parts.length === 0) {
    bar.hidden = true;
    waiting.delete(target);
    return;
  }

  const text = parts.join(', ');
  if (bar.hidden) say(text);
  bar.hidden = false;
  bar.textContent = text;
  waiting.set(target, next);
}

function barOf(body) {
  return document.querySelector(`.fresh[data-for="${body.id}"]`);
}

// The box in the head selects all rows that are shown.
function onChange({ target }) {
  if (!target.matches('input[data-selects-all]')) return;
  for (const box of target.closest('table').querySelectorAll('tbody input[type=checkbox]')) {
    if (box.checked !== target.checked) box.click();
  }
}
