// Dead letters: all that a line matches can be sent back, as fast as the reader says, and be stopped.
import { prefix } from './frame.js';
import { openSheet } from './sheet.js';

document.addEventListener('click', event => {
  const button = event.target.closest('[data-replay]');
  if (!button) return;
  const { queue, type, text, line } = button.dataset;
  openSheet({
    address: `${prefix}/api/v1/dead-letters/replay`,
    body: { ...(queue && { queue }), ...(type && { type }), ...(text && { text }) },
    title: 'Replay dead letters',
    matching: line || 'all dead letters',
    warning: 'They keep their ids; their attempts begin anew, the oldest first.',
    verb: 'Replay',
    noun: 'letter',
    withRate: true,
  });
});
