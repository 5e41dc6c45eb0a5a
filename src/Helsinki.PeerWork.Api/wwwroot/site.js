// What makes the pages quicker or kinder; everything essential works without it.
(() => {
  "use strict";

  // After sending: the reader is taken to what is wrong, or hears what happened.
  const errors = document.getElementById("errors");
  if (errors) errors.focus();

  // A second press while the first is on its way sends nothing. The server would see that it is the same; this saves the wait.
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    else if (form.method === "post") form.dataset.sent = "true";
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent));

  // htmx sends forms in place; they can be sent again when the answer is there.
  document.addEventListener("htmx:afterRequest", event => { if (event.target.dataset) delete event.target.dataset.sent; });

  // One definition open at a time; Escape closes it.
  const close = except => document.querySelectorAll("details.definition[open]").forEach(d => { if (d !== except) d.open = false; });
  document.addEventListener("click", event => close(event.target.closest("details.definition")));
  document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });

  document.querySelectorAll("[data-print]").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // The session ends after a while without a click. It is said two minutes before; what is typed stays on the page.
  const dialog = document.getElementById("session");
  if (!dialog) return;
  const minutes = Number(dialog.dataset.minutes), warning = 2;
  const show = ended => {
    dialog.querySelector("[data-ending]").hidden = ended;
    dialog.querySelector("[data-extend]").hidden = ended;
    dialog.querySelector("[data-ended]").hidden = !ended;
    dialog.querySelector("[data-again]").hidden = !ended;
    if (!dialog.open) dialog.showModal();
  };
  let timers = [];
  const begin = () => {
    timers.forEach(clearTimeout);
    timers = [setTimeout(() => show(false), (minutes - warning) * 60000), setTimeout(() => show(true), minutes * 60000)];
  };
  dialog.querySelector("[data-extend]").addEventListener("click", async () => {
    const answer = await fetch("/session", { cache: "no-store" });
    if (!answer.ok) return show(true);
    dialog.close();
    begin();
  });
  dialog.querySelector("[data-again]").addEventListener("click", () => { dialog.close(); begin(); });
  document.addEventListener("htmx:afterRequest", begin);
  begin();
})();
