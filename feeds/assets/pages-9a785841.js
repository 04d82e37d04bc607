// Copies addresses and finds names in lists. Without it the pages lack nothing but these comforts.
"use strict";

const told = document.getElementById("told");

// The same text twice would not be read out twice.
function tell(text) {
  told.textContent = "";
  setTimeout(() => { told.textContent = text; }, 50);
}

function addressOf(button) {
  return button.dataset.address ?? button.previousElementSibling.dataset.address;
}

// Marks the address where it stands; else it is written there first.
function markAddress(button) {
  const address = addressOf(button);
  const isAddress = (element) => element.textContent === address;
  let shown = [...button.parentElement.children].find(isAddress);
  if (!shown) {
    shown = document.createElement("span");
    shown.className = "shown";
    shown.textContent = address;
    button.after(shown);
  }
  getSelection().selectAllChildren(shown);
}

async function copy(button) {
  const label = button.querySelector("span");
  const before = label.textContent;
  try {
    await navigator.clipboard.writeText(addressOf(button));
  } catch {
    // Only pages from https may use the clipboard.
    markAddress(button);
    tell(told.dataset.failed);
    return;
  }
  tell(`${told.dataset.copied} ${addressOf(button)}`);
  label.textContent = told.dataset.copied;
  button.classList.add("done");
  setTimeout(() => {
    label.textContent = before;
    button.classList.remove("done");
  }, 2000);
}

for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

// Small letters without accents.
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

for (const search of document.querySelectorAll(".search")) {
  const input = search.querySelector("input");
  const found = search.querySelector(".found");
  const items = [...document.getElementById(input.dataset.list).children];
  const names = items.map((item) => folded(item.querySelector("a").textContent));
  const ranges = [...document.querySelectorAll(".ranges li")];
  search.hidden = false;
  input.addEventListener("input", () => {
    const wanted = folded(input.value.trim());
    let count = 0;
    items.forEach((item, at) => {
      item.hidden = !names[at].includes(wanted);
      count += !item.hidden;
    });
    // Of a long list only the pages stay on which such a name may stand.
    const slug = wanted.replace(/[^a-z0-9]+/g, "-");
    for (const range of ranges) {
      const { first, last } = range.dataset;
      range.hidden = slug !== "" && (last < slug || first.slice(0, slug.length) > slug);
    }
    const text = wanted === "" ? "" : told.dataset.found.replace("{n}", count);
    found.textContent = text;
    tell(text);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || input.value === "") return;
    input.value = "";
    input.dispatchEvent(new Event("input"));
  });
}

// Without a server, a folder does not lead to its page.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href");
    if (!/^[a-z]+:/i.test(href) && (href === "" || href.endsWith("/"))) link.setAttribute("href", href + "index.html");
  }
}
