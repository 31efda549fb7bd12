// The parts of the navigation open and close by themselves, without script. With it, Escape closes
// the open part and goes back to its name, and so does leaving it, by pointer or by keyboard.
"use strict";

const bar = document.querySelector(".navigation");
const open = () => bar.querySelector("details[open]");

const leave = (elsewhere) => {
  const part = open();
  if (part && !part.contains(elsewhere)) part.open = false;
};

document.addEventListener("pointerdown", (event) => leave(event.target));
bar.addEventListener("focusout", (event) => event.relatedTarget && leave(event.relatedTarget));
document.addEventListener("keydown", (event) => {
  const part = event.key === "Escape" && open();
  if (!part) return;
  part.open = false;
  part.querySelector("summary").focus();
});
