/* Passkeys. A form is hidden until it is known that this browser can; what the device says goes into its field `credential`.

   data-passkey="create"  makes a key for the question in the element named by data-question
   data-passkey="get"     asks a key for the question in that element
   data-passkey="find"    asks the address in data-from for a question that any key may answer
   data-passkey-absent    is shown where passkeys cannot be used
   data-passkey-failed    within the form: is shown when the device or the person said no */
(() => {
  "use strict";

  const asksFor = {
    create: (question) => window.webauthnJSON.create(question.creation_options ?? question),
    get: (question) => window.webauthnJSON.get(question.request_options ?? question),
    find: (question) => window.webauthnJSON.get(question.request_options ?? question),
  };

  async function questionOf(form) {
    if (form.dataset.passkey !== "find") return JSON.parse(document.getElementById(form.dataset.question).textContent);
    const answer = await fetch(form.dataset.from, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no question");
    return answer.json();
  }

  async function ask(form) {
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const credential = await asksFor[form.dataset.passkey](await questionOf(form));
      form.elements.namedItem("credential").value = JSON.stringify(credential);
    } catch {
      failed.hidden = false; // The person closed the window, or the device has no key for this place.
      return;
    }
    form.submit();
  }

  const canUse = window.PublicKeyCredential !== undefined && window.webauthnJSON !== undefined;
  for (const absent of document.querySelectorAll("[data-passkey-absent]")) absent.hidden = canUse;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = !canUse;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
})();
