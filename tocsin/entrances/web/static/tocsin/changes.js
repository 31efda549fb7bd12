// Lists that bring themselves up to date when the node says that something changed.
//
// A list names what it hears (data-hears) and where it is read again (hx-get); beside it stands
// parts/hears.html, which says politely what happened. A list is never changed under the officer's
// cursor or focus: it waits until they have left it, or ask for the changes. Without this script,
// or without a stream, a page is brought up to date by loading it again.
"use strict";

const MINUTE = 60_000; // A list is read again this often anyway: times to departure pass.
const SETTLE = 400; // Milliseconds after the officer has left a list.
const AGAIN = 15_000; // Until a stream that was refused is asked for again.

const hearing = [...document.querySelectorAll("[data-hears]")].map((list) => {
  const beside = document.querySelector(`[data-of="${list.id}"]`);
  const said = beside.querySelector("[aria-live]");
  const button = beside.querySelector("button");
  let asked = false;

  const hasFocus = () =>
    list.contains(document.activeElement) && list !== document.activeElement;

  const isInUse = () => hasFocus() || list.matches(":hover");

  const isHeld = () => !button.hidden;

  const hold = () => {
    said.textContent = beside.dataset.changed;
    button.hidden = false;
  };

  const renew = (telling) => {
    asked = telling;
    htmx.trigger(list, "heard");
  };

  const change = () => {
    if (!list.hasAttribute("hx-get") || isInUse()) hold();
    else renew(true);
  };

  const look = () => {
    if (list.hasAttribute("hx-get") && !isInUse()) renew(isHeld());
  };

  const leave = () => setTimeout(() => isHeld() && look(), SETTLE);

  list.addEventListener("htmx:afterSwap", () => {
    const hadFocus = document.activeElement === button;
    button.hidden = true;
    said.textContent = asked ? beside.dataset.renewed : "";
    if (hadFocus) list.focus();
  });
  list.addEventListener("pointerleave", leave);
  list.addEventListener("focusout", leave);
  button.addEventListener("click", () => {
    if (list.hasAttribute("hx-get")) renew(true);
    else location.reload();
  });
  return { topic: list.dataset.hears, thing: list.dataset.thing || "", change, look };
});

let stream = null;

const listen = () => {
  if (stream || document.hidden) return;
  stream = new EventSource(document.body.dataset.events);
  for (const topic of new Set(hearing.map((each) => each.topic))) {
    stream.addEventListener(topic, ({ data }) => {
      for (const each of hearing) {
        if (each.topic === topic && each.thing === data) each.change();
      }
    });
  }
  stream.addEventListener("error", () => {
    if (stream.readyState !== EventSource.CLOSED) return;
    stream = null;
    look(); // Whose session has ended is led to the sign-in by it.
    setTimeout(listen, AGAIN);
  });
};

const rest = () => {
  if (stream) stream.close();
  stream = null;
};

const look = () => {
  if (!document.hidden) for (const each of hearing) each.look();
};

// A browser keeps few connections to a host: a page that nobody sees gives its own back.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) rest();
  else {
    listen();
    look();
  }
});
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
setInterval(look, MINUTE);
listen();
