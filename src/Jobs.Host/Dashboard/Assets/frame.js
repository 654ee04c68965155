// What belongs to the frame: theme, sheets, copying, and the voice for screen readers.

const YEAR_SECONDS = 365 * 24 * 3600;

/** The path that every address begins with; empty at the root. */
export const prefix = document.documentElement.dataset.prefix;

/** Says something once to screen readers. */
export function say(text) {
  document.getElementById('said').textContent = text;
}

/** Tells everybody that the page's content is new. */
export function announcePatched() {
  document.dispatchEvent(new CustomEvent('jobs:patched'));
}

export function startFrame() {
  document.getElementById('theme').addEventListener('change', event => {
    const theme = event.target.value;
    document.documentElement.dataset.theme = theme;
    // A cookie, so that the server renders the next page in it and nothing flashes.
    document.cookie = `jobs-theme=${theme}; path=${prefix || '/'}; max-age=${YEAR_SECONDS}; samesite=strict`;
  });
  document.getElementById('keys').addEventListener('click', () => document.getElementById('key-sheet').showModal());
  document.addEventListener('click', onClick);
}

function onClick(event) {
  const opener = event.target.closest('[data-opens]');
  if (opener) {
    document.getElementById(opener.dataset.opens)?.showModal();
    return;
  }

  const closer = event.target.closest('[data-closes]');
  if (closer) {
    closer.closest('dialog').close();
    return;
  }

  const copied = event.target.closest('[data-copy]');
  if (copied) {
    copy(copied);
  }
}

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.dataset.copy);
    say('Copied');
    element.classList.add('copied');
    setTimeout(() => element.classList.remove('copied'), 1000);
  } catch {
    say('The browser does not let this page copy');
  }
}
