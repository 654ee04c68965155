// Numbers and durations as the server writes them (Shown.cs); for what scripts show by themselves.

const THIN_SPACE = '\u2009';

/** 1234567 → 1 234 567 */
export function number(value) {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

/** A rate per second: three digits are enough. */
export function rate(value) {
  if (value === 0) return '0';
  if (value < 0.01) return '<0.01';
  return value < 1 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : number(value);
}

/** 250 → 250 ms, 90000 → 1 min 30 s */
export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${Math.floor(ms / 100) / 10} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const first = parts.findIndex(([size]) => seconds >= size);
  const [size, unit] = parts[first];
  const [nextSize, nextUnit] = parts[first + 1];
  const rest = Math.floor((seconds % size) / nextSize);
  return `${Math.floor(seconds / size)} ${unit}${rest > 0 ? ` ${rest} ${nextUnit}` : ''}`;
}

/** Long ids lose their middle. */
export function shortId(id) {
  return id.length <= 16 ? id : `${id.slice(0, 8)}…${id.slice(-4)}`;
}
