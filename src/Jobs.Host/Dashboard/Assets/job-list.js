// The list of jobs: what happens to a job shows in its row at once, and what is selected, or else all that matches, can be retried, cancelled or deleted.
import { prefix } from './frame.js';
import { subscribe } from './live.js';
import { onKey } from './keys.js';
import { currentRow, rows } from './table.js';
import { number } from './format.js';
import { openSheet } from './sheet.js';

/** Ids that one request may name. */
const IDS_MAX = 1000;

/** The words of the states, as the server writes them. */
const WORDS = { failed: 'retrying' };

const heard = new Map();

subscribe(event => {
  if (!event.id || !event.status) return;
  // Many events, one look at the page: it is painted once for all of them.
  if (heard.size === 0) requestAnimationFrame(showHeard);
  heard.set(`${event.queue}/${event.id}`, event.status);
});

document.addEventListener('change', event => event.target.matches('table[data-rows] input[type=checkbox]') && showScope());
document.addEventListener('jobs:patched', showScope);
document.addEventListener('click', event => {
  const button = event.target.closest('[data-bulk]');
  if (button) act(button, selected());
});

onKey('r', () => {
  const button = document.querySelector('[data-bulk=retry]');
  const ids = selected();
  const row = currentRow();
  if (button && (ids.length > 0 || row)) act(button, ids.length > 0 ? ids : [row.dataset.id]);
});

function showHeard() {
  for (const row of rows()) {
    const status = heard.get(row.dataset.key);
    const word = status && row.querySelector('.state');
    if (!word || word.classList.contains(status)) continue;
    word.className = `state ${status}`;
    word.textContent = WORDS[status] ?? status;
  }

  heard.clear();
}

function selected() {
  return rows().filter(row => row.querySelector('input[type=checkbox]')?.checked).map(row => row.dataset.id);
}

function showScope() {
  const ids = selected();
  const scope = document.querySelector('[data-scope]');
  if (scope) scope.textContent = ids.length > 0 ? `${number(ids.length)} selected` : 'All that match';
}

function act(button, ids) {
  const { bulk, verb, matching, warning } = button.dataset;
  openSheet({
    address: `${prefix}/api/v1/jobs/bulk`,
    body: ids.length > 0 ? { action: bulk, ids: ids.slice(0, IDS_MAX) } : { action: bulk, filter: matching },
    title: ids.length > 0 ? `${verb} what is selected` : `${verb} all that match`,
    matching: ids.length > 0 ? '' : matching,
    warning,
    verb,
    noun: 'job',
    withReason: true,
  });
}
