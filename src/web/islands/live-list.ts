/** 名单推送: says at once when the list that is shown has changed. Without it people see so at the next look. */

const notice = document.querySelector<HTMLElement>('[data-feed]');

if (notice !== null) {
  const feed = new EventSource(notice.dataset.feed ?? '');
  feed.addEventListener('change', () => {
    notice.hidden = false;
    feed.close();
  });
  addEventListener('pagehide', () => feed.close());
}

export {};
