// The live tail: the newest event on top, a bounded number of rows; while the pointer or the focus is in the list, new ones wait in a bar.
import { prefix } from './frame.js';
import { subscribe } from './live.js';
import { number, shortId, duration } from './format.js';
import { showTimes } from './time.js';

const ROWS_MAX = 500;
const BATCH_MS = 250;
const STATES = {
  'job.enqueued': 'pending', 'job.due': 'pending', 'job.started': 'processing', 'job.progress': 'processing', 'job.completed': 'completed', 'job.failed': 'failed',
  'job.retried': 'failed', 'job.dead': 'dead', 'job.cancelled': 'cancelled', 'job.replayed': 'scheduled', 'queue.paused': 'pending',
};

const body = document.getElementById('tail');
const bar = document.querySelector('.fresh[data-for="tail"]');
const filter = document.querySelector('#tail-filter input');

/** Newest first, matching or not, so that another filter shows what was before as well. */
let events = [];
let waiting = 0;
let timer = 0;

subscribe(event => {
  if (!/^(job|queue|alert|reset)/.test(event.event)) return;
  events.unshift(event);
  if (events.length > ROWS_MAX * 2) events.length = ROWS_MAX;
  if (matches(event)) waiting++;
  timer ||= setTimeout(show, BATCH_MS);
});

filter.addEventListener('input', () => {
  const address = new URL(location.href);
  if (filter.value) address.searchParams.set('text', filter.value);
  else address.searchParams.delete('text');
  history.replaceState(null, '', address);
  render();
});
filter.form.addEventListener('submit', event => event.preventDefault());
document.addEventListener('jobs:fresh', render);
document.getElementById('tail-clear').addEventListener('click', () => {
  events = [];
  render();
});
body.closest('table').addEventListener('pointerleave', () => { timer ||= setTimeout(show, BATCH_MS); });

function show() {
  timer = 0;
  if (waiting === 0) return;
  if (body.children.length > 0 && (body.matches(':hover') || body.contains(document.activeElement))) {
    bar.hidden = false;
    bar.textContent = `${number(waiting)} new`;
    return;
  }

  render();
}

function render() {
  waiting = 0;
  bar.hidden = true;
  const shown = events.filter(matches).slice(0, ROWS_MAX);
  body.replaceChildren(...shown.map(row));
  document.getElementById('tail-empty').hidden = shown.length > 0;
  document.getElementById('tail-count').textContent = shown.length === 0 ? '' : `the last ${number(shown.length)}`;
  showTimes(body);
}

function matches(event) {
  const text = event.text ??= [event.event, event.queue, event.id, event.type, event.status, detail(event)].join(' ').toLowerCase();
  return filter.value.toLowerCase().split(/\s+/).every(word => text.includes(word));
}

/** A row is made once. */
function row(event) {
  if (event.row) return event.row;
  const line = document.createElement('tr');
  line.dataset.key = '';
  const when = document.createElement('time');
  when.dateTime = event.at ?? new Date().toISOString();
  when.dataset.shown = 'clock';
  const name = document.createElement('span');
  name.className = `state ${STATES[event.event] ?? ''}`;
  name.textContent = event.event;
  line.append(
    cell(when), cell(name), cell(event.queue && link(`/queues/${encodeURIComponent(event.queue)}`, event.queue)),
    cell(event.id && link(`/jobs/${encodeURIComponent(event.id)}?queue=${encodeURIComponent(event.queue)}`, shortId(event.id), event.id)),
    cell(event.type), cell(event.attempt || ''), cell(detail(event)));
  line.cells[5].className = 'n';
  line.cells[6].title = detail(event);
  event.row = line;
  return line;
}

function detail(event) {
  const parts = [];
  if (event.error) parts.push(`${event.error.type.split('.').pop()}: ${event.error.message}`);
  if (event.progress) parts.push(`${event.progress.percent} % ${event.progress.message ?? ''}`);
  if (event.reason) parts.push(event.reason);
  if (event.event === 'reset') parts.push('some events were missed');
  if (Number.isFinite(event.waitedMs)) parts.push(`waited ${duration(event.waitedMs)}`);
  if (Number.isFinite(event.ranMs)) parts.push(`ran ${duration(event.ranMs)}`);
  if (event.by) parts.push(`by ${event.by}`);
  return parts.join(' · ');
}

function cell(content) {
  const one = document.createElement('td');
  one.append(content ?? '');
  return one;
}

function link(path, text, title) {
  const one = document.createElement('a');
  one.href = prefix + path;
  one.textContent = text;
  if (title) {
    one.title = title;
    one.className = 'id';
  }

  return one;
}
