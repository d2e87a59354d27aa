/* The little that needs script; every page works without it. No framework, no inline handler, one file.

   /            puts the cursor into the search box (off with <html data-shortcuts="off">; never while writing or composing Vietnamese)
   data-shortcuts-switch  a button, hidden without script, that turns all keys off on this machine, or on again; data-off: its words while off
   data-copy="#id"      a button that copies the text or value of that element and says so
   data-key="j"         a link or button pressed by that key; data-needs="#id": unless that field is empty, which is then gone to instead
   data-phrases="#id"   a list of sentences, each made a button that adds itself to that field
   data-more-rows="#id" a button that adds an empty row to that body of a table instead of asking the server for more
   data-counted         a form whose data-count="… {units} … {people} …" says what is ticked; boxes carry data-people
   data-print           a button, hidden without script, that prints the page
   data-seconds="12"    counts down in its .seconds; at nought sends the event "countdown-over", which htmx may listen to
   data-readout="id"    on a picture: tells the cell pointed at in that element
   data-ticks           on a form: how many of its boxes co-mat are ticked stands in its [data-ticked]
   data-menu            a <details> that closes when something else is pressed */
(() => {
  "use strict";

  const isWriting = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(null);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (document.documentElement.dataset.shortcuts === "off" || isWriting(event.target)) return;
    if (event.key === "/") goToSearch(event);
    else if (/^[a-z]$/i.test(event.key)) pressKeyed(event, event.key.toLowerCase());
  });

  // Keys can be turned off where they disturb (voice input, a mistaken press): kept on this machine only.
  const KEPT = "thongsuot-shortcuts";

  function storedShortcuts() {
    try {
      return localStorage.getItem(KEPT);
    } catch {
      return null; // Storage may be forbidden: the keys then stay as the page says.
    }
  }

  function switchShortcuts(button) {
    const turnsOff = document.documentElement.dataset.shortcuts !== "off";
    if (turnsOff) document.documentElement.dataset.shortcuts = "off";
    else delete document.documentElement.dataset.shortcuts;
    try {
      localStorage.setItem(KEPT, turnsOff ? "off" : "on");
    } catch {
      return; // It then holds for this page only.
    } finally {
      nameSwitch(button);
    }
  }

  function nameSwitch(button) {
    button.dataset.on ??= button.textContent;
    button.textContent = document.documentElement.dataset.shortcuts === "off" ? button.dataset.off : button.dataset.on;
    button.hidden = false;
  }

  if (storedShortcuts() === "off") document.documentElement.dataset.shortcuts = "off";

  function goToSearch(event) {
    const search = document.querySelector("[data-search]");
    if (!search || search.offsetParent === null) return;
    event.preventDefault();
    search.focus();
    search.select();
  }

  function pressKeyed(event, key) {
    const place = document.querySelector(`[data-key="${key}"]`);
    if (!place || place.offsetParent === null) return;
    event.preventDefault();
    const needed = place.dataset.needs && document.querySelector(place.dataset.needs);
    if (needed && !needed.value.trim()) needed.focus();
    else place.click();
  }

  // Sentences beside a field become buttons that add themselves to it.
  function offerPhrases(list) {
    const field = document.querySelector(list.dataset.phrases);
    if (!field) return;
    for (const item of list.querySelectorAll("li")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chip";
      button.append("+ ", item.textContent.trim());
      const sentence = item.textContent.trim();
      button.addEventListener("click", () => {
        field.value = [field.value.trim(), sentence].filter(Boolean).join(" ");
        field.focus();
      });
      item.replaceChildren(button);
    }
  }

  function addRow(body) {
    const row = body.rows[body.rows.length - 1].cloneNode(true);
    for (const field of row.querySelectorAll("input, textarea")) field.value = "";
    row.querySelector("[data-number]").textContent = String(body.rows.length + 1);
    body.append(row);
    row.querySelector("input, textarea").focus();
  }

  // What is ticked, said in words; before anything is ticked the first words stand.
  function countTicked(form) {
    const place = form.querySelector("[data-count]");
    if (!place) return;
    place.dataset.before ??= place.textContent;
    const ticked = [...form.querySelectorAll('input[type="checkbox"]:checked')];
    const people = ticked.reduce((sum, box) => sum + Number(box.dataset.people || 0), 0);
    const words = place.dataset.count.replace("{units}", String(ticked.length)).replace("{people}", String(people));
    place.textContent = ticked.length ? words : place.dataset.before;
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("[data-counted]");
    if (form) countTicked(form);
  });

  function closeMenus(except) {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
  }

  async function copyFrom(button) {
    const source = document.querySelector(button.dataset.copy);
    if (!source) return;
    const text = "value" in source ? source.value : source.textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      selectForHand(source); // Without permission or on a plain http address the text is selected for Ctrl+C.
      return;
    }
    sayFor(button, button.dataset.copied || "✓");
  }

  function selectForHand(source) {
    if (source.select) return source.select();
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function sayFor(button, words) {
    if (button.dataset.saying) return;
    const before = [...button.childNodes];
    button.dataset.saying = "yes";
    button.setAttribute("aria-live", "polite");
    button.replaceChildren(words);
    setTimeout(() => {
      button.replaceChildren(...before);
      delete button.dataset.saying;
    }, 2000);
  }

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details[data-menu]"));
    const copy = event.target.closest("[data-copy]");
    if (copy) copyFrom(copy);
    if (event.target.closest("[data-print]")) window.print();
    const keys = event.target.closest("[data-shortcuts-switch]");
    if (keys) switchShortcuts(keys);
    const more = event.target.closest("[data-more-rows]");
    if (more) {
      event.preventDefault();
      addRow(document.querySelector(more.dataset.moreRows));
    }
  });

  function showPrintButtons(root) {
    for (const button of root.querySelectorAll("[data-print][hidden]")) button.hidden = false;
  }

  // Countdown: by the clock, not by ticks, since a hidden page is ticked seldom.
  const ends = new WeakMap();

  function countDown() {
    for (const place of document.querySelectorAll("[data-seconds]")) {
      const whole = Number(place.dataset.of || place.dataset.seconds);
      if (!ends.has(place)) ends.set(place, performance.now() + Number(place.dataset.seconds) * 1000);
      const left = Math.max(0, Math.ceil((ends.get(place) - performance.now()) / 1000));
      const words = place.querySelector(".seconds");
      if (words) words.textContent = String(left);
      const ring = place.querySelector("circle.left");
      if (ring) ring.setAttribute("stroke-dasharray", `${(100 * left) / whole} 100`);
      if (left === 0 && !place.dataset.over) {
        place.dataset.over = "yes";
        place.dispatchEvent(new CustomEvent("countdown-over", { bubbles: true }));
      }
    }
  }

  // How many names are ticked, beside the list.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-ticks]");
    const place = form?.querySelector("[data-ticked]");
    if (place) place.textContent = String(form.querySelectorAll('input[name="co-mat"]:checked').length);
  });

  // The cell pointed at or focused, told below its picture.
  function tellCell(event) {
    const cell = event.target.closest?.("a.cell");
    const picture = cell?.closest("[data-readout]");
    const readout = picture && document.getElementById(picture.dataset.readout);
    if (!readout) return;
    readout.querySelector("span").textContent = cell.querySelector("title").textContent;
    readout.querySelector("a").href = cell.dataset.page || cell.getAttribute("href");
  }

  document.addEventListener("pointerover", tellCell);
  document.addEventListener("focusin", tellCell);

  // A form that htmx sends shows what the browser would have shown, an error page too.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.boosted) event.detail.shouldSwap = true;
  });

  document.addEventListener("htmx:load", (event) => showPrintButtons(event.target));
  showPrintButtons(document);
  document.querySelectorAll("[data-shortcuts-switch]").forEach(nameSwitch);
  document.querySelectorAll("[data-phrases]").forEach(offerPhrases);
  document.querySelectorAll("[data-counted]").forEach(countTicked);
  document.querySelector(".error-summary")?.focus();
  countDown();
  setInterval(countDown, 500);
})();
