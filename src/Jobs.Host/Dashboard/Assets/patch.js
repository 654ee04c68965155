// Makes what is on the page equal to what the server says now, touching only what differs: focus, selection, scroll position and open sheets stay.

// What readers do to an element is theirs.
const READERS_OWN = new Set(['open', 'aria-selected', 'tabindex', 'data-at']);

/** Makes the children of `here` those of `there`. Children with `data-key` are matched by it, others by their place. */
export function patch(here, there) {
  if (here.hasAttribute('data-gather')) {
    gather(here, there);
    return;
  }

  const keyed = new Map();
  for (const child of here.children) {
    if (child.dataset?.key !== undefined) keyed.set(child.dataset.key, child);
  }

  let place = here.firstChild;
  for (const wanted of [...there.childNodes]) {
    const known = wanted.dataset?.key === undefined ? undefined : keyed.get(wanted.dataset.key);
    if (known) {
      if (known === place) place = place.nextSibling;
      else here.insertBefore(known, place);
      patchNode(known, wanted);
    } else if (place && fits(place, wanted)) {
      patchNode(place, wanted);
      place = place.nextSibling;
    } else {
      here.insertBefore(document.adoptNode(wanted), place);
    }
  }

  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

/** A list that must not move under the pointer: rows change where they are; what is new, and what no longer belongs here, waits for the reader. */
function gather(here, there) {
  const wanted = new Map([...there.children].map(row => [row.dataset.key, row]));
  if (here.children.length === 0) {
    here.append(...wanted.values());
    return;
  }

  let gone = 0;
  for (const row of here.children) {
    const now = wanted.get(row.dataset.key);
    row.classList.toggle('gone', !now);
    if (now) patchNode(row, now);
    else gone++;
    wanted.delete(row.dataset.key);
  }

  here.dispatchEvent(new CustomEvent('jobs:gathered', { bubbles: true, detail: { fresh: wanted.size, gone, next: there } }));
}

function fits(node, wanted) {
  return node.nodeType === wanted.nodeType && node.nodeName === wanted.nodeName && node.dataset?.key === wanted.dataset?.key && node.id === wanted.id;
}

function patchNode(node, wanted) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.data !== wanted.data) node.data = wanted.data;
    return;
  }

  // What a script of the page fills is the script's.
  if (node.hasAttribute('data-mine')) return;
  for (const { name } of [...node.attributes]) {
    if (!wanted.hasAttribute(name) && !READERS_OWN.has(name)) node.removeAttribute(name);
  }

  for (const { name, value } of wanted.attributes) {
    if (node.getAttribute(name) !== value && !READERS_OWN.has(name)) node.setAttribute(name, value);
  }

  if (node.isEqualNode(wanted)) return;
  patch(node, wanted);
}
