/** 逐条抽屉: opens a verdict beside the table instead of in its place, so that a committee keeps where it was. */

const drawer = document.createElement('section');
drawer.className = 'drawer wide';
drawer.tabIndex = -1;

let opener: HTMLElement | undefined;

function close(): void {
  drawer.remove();
  opener?.focus();
}

async function open(link: HTMLAnchorElement): Promise<void> {
  const response = await fetch(link.href, { headers: { accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const parts = page.querySelectorAll('#content h1, #content .profile-head, #content .said, #content .clauses');
  if (!response.ok || parts.length === 0) {
    location.assign(link.href);
    return;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain close';
  button.textContent = link.dataset.drawer ?? '';
  button.addEventListener('click', close);
  const title = document.createElement('h2');
  title.textContent = parts[0]?.textContent ?? '';
  drawer.setAttribute('aria-label', title.textContent);
  drawer.replaceChildren(button, title, ...[...parts].slice(1));
  document.querySelector('main')?.append(drawer);
  opener = link;
  drawer.focus();
}

for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-drawer]')) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link).catch(() => location.assign(link.href));
  });
}

addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && drawer.isConnected) close();
});

export {};
