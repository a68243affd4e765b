// Single keys (switchable off, WCAG 2.1.4): / g j k x Enter space . ? on rows marked data-row.
const isOn = () => document.documentElement.dataset.keys !== 'off';
const isTyping = (element) => element.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]');
const rows = () => [...document.querySelectorAll('[data-rows] [data-row]')];
const current = () => document.querySelector('[data-row][data-current]');
let going = 0;

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
  current()?.removeAttribute('data-current');
  next.setAttribute('data-current', '');
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

function go(key) {
  const link = [...document.querySelectorAll('[data-go]')].find((place) => place.dataset.go === key);
  link?.click();
}

const acts = {
  '/': () => document.querySelector('[data-search]')?.focus(),
  j: () => move(1),
  k: () => move(-1),
  x: () => current()?.querySelector('[data-select]')?.click(),
  Enter: () => current()?.querySelector('a[href]')?.click(),
  ' ': () => current()?.dispatchEvent(new CustomEvent('peek', { bubbles: true })),
  '.': openActions,
  '?': () => document.getElementById('keys-help')?.showModal(),
  g: () => { going = Date.now(); },
};

function openActions() {
  const menu = (current() ?? document).querySelector('[data-actions]');
  if (!menu) return;
  menu.open = true;
  menu.querySelector('a, button')?.focus();
}

const isFree = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
const wantsRow = (key) => key === 'Enter' || key === ' ';
const isOnControl = (element) => element.closest('a, button, summary, input');

document.addEventListener('keydown', (event) => {
  const target = event.target;
  if (!isOn() || !isFree(event) || isTyping(target)) return;
  if (Date.now() - going < 1500 && event.key !== 'g') {
    going = 0;
    event.preventDefault();
    go(event.key);
    return;
  }
  if (wantsRow(event.key) && (isOnControl(target) || !current())) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const act = acts[event.key] ?? (button && (() => button.click()));
  if (!act) return;
  event.preventDefault();
  act();
});
