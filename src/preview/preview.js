// Loads the page again when it is no longer what would be published.
"use strict";

const shown = document.currentScript.dataset.version;
const place = `place:${location.pathname}`;

const before = sessionStorage.getItem(place);
if (before !== null) {
  sessionStorage.removeItem(place);
  scrollTo(0, Number(before));
}

const events = new EventSource("/_feedmill/events");
events.onmessage = (event) => {
  if (event.data === shown) return;
  events.close();
  sessionStorage.setItem(place, String(scrollY));
  location.reload();
};
