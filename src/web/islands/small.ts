/** 小增强: copy a code, print, close the drawer by Escape, fold the menu where there is little room. */

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  if (navigator.clipboard === undefined) continue;
  button.hidden = false;
  const says = button.textContent;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? '');
    button.textContent = button.dataset.copied ?? says;
    setTimeout(() => {
      button.textContent = says;
    }, 2000);
  });
}

for (const row of document.querySelectorAll<HTMLElement>('[data-print-row]')) {
  row.hidden = false;
  row.querySelector('[data-print]')?.addEventListener('click', () => print());
}

addEventListener('keydown', (event) => {
  const close = document.querySelector<HTMLAnchorElement>('.drawer:target .close');
  if (event.key === 'Escape') close?.click();
});

const menu = document.querySelector<HTMLDetailsElement>('details.menu');
if (menu !== null && matchMedia('(max-width: 899px)').matches) menu.open = false;

export {};
