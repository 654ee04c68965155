// The crosshair of a chart: the values at the pointer, or at the place that the arrow keys reach. They stand in the chart's table.

export function startCharts() {
  document.addEventListener('pointermove', event => move(event));
  document.addEventListener('pointerout', event => leave(event));
  document.addEventListener('keydown', onKey);
  document.addEventListener('focusout', event => clear(event.target.closest?.('.plot')));
  document.addEventListener('jobs:patched', () => document.querySelectorAll('.plot[data-at]').forEach(plot => show(plot, Number(plot.dataset.at))));
}

function move(event) {
  const plot = event.target.closest?.('.plot');
  if (!plot) return;
  const box = plot.getBoundingClientRect();
  show(plot, Math.round((event.clientX - box.left) / box.width * (points(plot).length - 1)));
}

function leave(event) {
  const plot = event.target.closest?.('.plot');
  if (plot && !plot.contains(event.relatedTarget)) clear(plot);
}

function onKey(event) {
  const plot = event.target.closest?.('.plot');
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!plot || !by) return;
  event.preventDefault();
  show(plot, Number(plot.dataset.at ?? points(plot).length) + by);
}

function points(plot) {
  return plot.closest('figure').querySelectorAll('tbody tr');
}

function show(plot, wanted) {
  const all = points(plot);
  if (all.length === 0) return;
  const at = Math.min(Math.max(wanted, 0), all.length - 1);
  plot.dataset.at = at;
  const line = plot.querySelector('.crosshair');
  const x = `${all.length === 1 ? 100 : at / (all.length - 1) * 100}%`;
  line.setAttribute('x1', x);
  line.setAttribute('x2', x);
  line.removeAttribute('visibility');
  const figure = plot.closest('figure');
  const names = [...figure.querySelectorAll('thead th')].map(cell => cell.textContent);
  const values = [...all[at].children].map(cell => cell.textContent);
  figure.querySelector('.readout').textContent = values.map((value, i) => i === 0 ? value : `${names[i]} ${value}`).join('   ');
}

function clear(plot) {
  if (!plot) return;
  delete plot.dataset.at;
  plot.querySelector('.crosshair').setAttribute('visibility', 'hidden');
  plot.closest('figure').querySelector('.readout').textContent = '';
}
