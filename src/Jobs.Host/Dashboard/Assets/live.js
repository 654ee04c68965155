// One event stream for the page. Whoever wants the events themselves subscribes; the page's content is asked for again when one of them concerns it.
import { prefix, say, announcePatched } from './frame.js';
import { patch } from './patch.js';

const COALESCE_MS = 200;

/** The server spends at most a quarter of the time on one page. */
const REST_FACTOR = 3;

const RETRY_FIRST_MS = 1000;
const RETRY_MAX_MS = 10000;

const listeners = new Set();
const main = document.getElementById('main');
const button = document.getElementById('live');
const word = document.getElementById('live-word');

let stream = null;
let retry = 0;
let retryMs = RETRY_FIRST_MS;
let pausedByReader = false;
let timer = 0;
let asking = false;
let again = false;
let lastAskMs = 0;
let lastEventId = '';

/**
 * `listener` is called with each event: `{event, queue, id, …}`; with `{event:'reset'}` when some were missed. Without a listener the page only has to know that something happened, and the server gathers a
 * job's events.
 */
export function subscribe(listener) {
  listeners.add(listener);
}

/** The page's content is asked for again soon. */
export function refresh() {
  if (asking) again = true;
  else timer ||= setTimeout(ask, Math.max(COALESCE_MS, lastAskMs * REST_FACTOR));
}

export function togglePause() {
  pausedByReader = !pausedByReader;
  follow();
}

export function startLive() {
  button.addEventListener('click', togglePause);
  document.addEventListener('visibilitychange', follow);

  // Modules of the page that subscribe have run by then.
  addEventListener('DOMContentLoaded', follow);
}

function follow() {
  if (pausedByReader || document.hidden) close();
  else if (!stream && !retry) open();
}

function open() {
  retry = 0;
  const query = new URLSearchParams({ named: 'false' });
  if (listeners.size === 0) query.set('coalesce', COALESCE_MS);
  else if (lastEventId) query.set('lastEventId', lastEventId);
  stream = new EventSource(`${prefix}/api/v1/events?${query}`);
  stream.onopen = () => {
    // Whatever happened while nobody listened is on the page that is asked for now.
    if (button.dataset.state !== 'connecting') refresh();
    retryMs = RETRY_FIRST_MS;
    show('live');
  };
  stream.onmessage = hear;
  stream.onerror = () => {
    show('reconnecting');
    // The browser repeats by itself, except where the server refused.
    if (stream?.readyState !== EventSource.CLOSED) return;
    stream = null;
    retry = setTimeout(open, retryMs);
    retryMs = Math.min(retryMs * 2, RETRY_MAX_MS);
  };
}

function close() {
  stream?.close();
  stream = null;
  clearTimeout(retry);
  retry = 0;
  show('paused');
}

function hear(message) {
  lastEventId = message.lastEventId;
  const event = JSON.parse(message.data);
  for (const listener of listeners) listener(event);
  if (concerns(event)) refresh();
}

function concerns(event) {
  if (event.event === 'reset' || event.event === 'stream.window') return true;
  const { live, liveQueue, liveJob } = main.dataset;
  return (live ?? '').split(' ').includes(event.event.split('.')[0])
    && (!liveQueue || !event.queue || event.queue === liveQueue)
    && (!liveJob || !event.id || event.id === liveJob);
}

async function ask() {
  timer = 0;
  if (!main.dataset.live || pausedByReader || document.hidden) return;
  asking = true;
  const began = performance.now();
  try {
    const address = new URL(location.href);
    address.searchParams.set('fragment', 'main');
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    if (answer.status === 401) location.reload();
    else if (answer.ok) take(await answer.text());
  } catch {
    show('reconnecting');
  } finally {
    lastAskMs = performance.now() - began;
    asking = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

function take(html) {
  const content = new DOMParser().parseFromString(`<main>${html}</main>`, 'text/html').querySelector('main');
  patch(main, content);
  announcePatched();
}

function show(state) {
  const before = button.dataset.state;
  if (before === state) return;
  button.dataset.state = state;
  word.textContent = state;
  if (state === 'reconnecting' || before === 'reconnecting') say(`Updates: ${state}`);
}
