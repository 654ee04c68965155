// Times: relative ones keep counting, absolute ones are in the zone that the reader chose.
import { duration } from './format.js';

const ZONE_KEY = 'jobs-zone';
const TICK_MS = 1000;

let zone = 'local';

/** A moment as it is written out, in the reader's zone. */
export function absolute(date) {
  const utc = zone === 'utc';
  const pad = (value, width = 2) => String(value).padStart(width, '0');
  const [year, month, day, hour, minute, second] = utc
    ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    : [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()];
  return `${year}-${pad(month + 1)}-${pad(day)} ${pad(hour)}:${pad(minute)}:${pad(second)}${utc ? ' UTC' : ''}`;
}

/** The time of day alone, with milliseconds. */
export function clock(date) {
  return `${absolute(date).slice(11, 19)}.${String(date.getUTCMilliseconds()).padStart(3, '0')}`;
}

/** Writes every time below `root` anew. */
export function showTimes(root = document) {
  const now = Date.now();
  for (const element of root.querySelectorAll('time[datetime]')) {
    const date = new Date(element.dateTime);
    const whole = absolute(date);
    if (element.dataset.shown === 'relative') {
      write(element, relative(date.getTime() - now));
      if (element.title !== whole) element.title = whole;
    } else {
      write(element, element.dataset.shown === 'clock' ? clock(date) : element.dataset.shown === 'minute' ? whole.slice(11, 16) : whole);
    }
  }

  // Charts can hold no time elements.
  for (const element of root.querySelectorAll('[data-moment]')) {
    write(element, absolute(new Date(element.dataset.moment)).slice(11, 16));
  }
}

export function startTimes() {
  const choice = document.getElementById('zone');
  zone = localStorage.getItem(ZONE_KEY) === 'utc' ? 'utc' : 'local';
  choice.value = zone;
  choice.addEventListener('change', () => {
    zone = choice.value;
    localStorage.setItem(ZONE_KEY, zone);
    showTimes();
    document.dispatchEvent(new CustomEvent('jobs:zone'));
  });
  document.addEventListener('jobs:patched', () => showTimes());
  setInterval(() => document.hidden || showTimes(), TICK_MS);
  showTimes();
}

function relative(ms) {
  const size = Math.abs(ms);
  if (size < 1000) return ms > 0 ? 'in 1 s' : 'now';
  const text = duration(Math.floor(size / 1000) * 1000);
  return ms > 0 ? `in ${text}` : `${text} ago`;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
