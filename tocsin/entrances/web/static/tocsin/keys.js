// Single keys for the queue and the candidate: a quicker way to what the page offers anyway. Nothing
// is decided by one key alone, and whoever doesn't want them switches them off (WCAG 2.2, 2.1.4).
"use strict";

const panel = document.getElementById("keys");
const on = document.getElementById("keys-on");
const KEPT = "tocsin.keys";

const kept = () => {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
};

const keep = (wanted) => {
  try {
    localStorage.setItem(KEPT, wanted ? "on" : "off");
  } catch {
    // A browser that keeps nothing asks again on the next page.
  }
};

const press = (selector) => document.querySelector(selector)?.click();
const focus = (selector) => document.querySelector(selector)?.focus();

const rows = () => [...document.querySelectorAll("#queue-rows tbody tr")];
const link = (row) => row?.querySelector("th a");
const here = () => rows().find((row) => row.contains(document.activeElement));

const step = (by) => {
  const all = rows();
  const at = all.indexOf(here());
  const wanted = at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1);
  link(all[wanted])?.focus();
};

const choose = (number) => {
  const choices = document.querySelectorAll(".decision .choice input");
  if (!choices[number - 1]) return;
  choices[number - 1].checked = true;
  choices[number - 1].focus();
};

const QUEUE = {
  j: () => step(1),
  k: () => step(-1),
  c: () => here()?.querySelector(".claim-row button")?.click(),
};
const CANDIDATE = {
  j: () => press("a[rel=next]"),
  k: () => press("a[rel=prev]"),
  c: () => press("#claim, #claim-next"),
  u: () => press(".trail > a"),
  r: () => focus("#field-reason"),
  1: () => choose(1),
  2: () => choose(2),
  3: () => choose(3),
};

const isTyping = (element) =>
  element.matches("textarea, select, input:not([type=radio], [type=checkbox])");

if (panel && on) {
  const deeds = {
    ...(panel.dataset.where === "queue" ? QUEUE : CANDIDATE),
    "?": () => {
      panel.open = !panel.open;
      if (panel.open) panel.scrollIntoView({ block: "nearest" });
    },
  };
  panel.hidden = false;
  on.checked = kept();
  on.addEventListener("change", () => keep(on.checked));
  document.addEventListener("keydown", (pressed) => {
    if ((pressed.ctrlKey || pressed.metaKey) && pressed.key === "Enter") {
      document.querySelector("form.decision")?.requestSubmit();
      return;
    }
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || !on.checked) return;
    if (isTyping(pressed.target) || !Object.hasOwn(deeds, pressed.key)) return;
    pressed.preventDefault();
    deeds[pressed.key]();
  });
}
