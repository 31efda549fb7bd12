// The passkey ceremony (W3C Web Authentication, Level 3): a browser does it for a script alone.
// The form carries the node's options and takes the answer; without this script the form says so.
"use strict";

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const named = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

const creation = (asked) => ({
  ...asked,
  challenge: bytes(asked.challenge),
  user: { ...asked.user, id: bytes(asked.user.id) },
  excludeCredentials: named(asked.excludeCredentials),
});

const request = (asked) => ({
  ...asked,
  challenge: bytes(asked.challenge),
  allowCredentials: named(asked.allowCredentials),
});

const answered = (credential) => {
  const { response } = credential;
  const told = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) told[name] = text(response[name]);
  }
  if (response.getTransports) told.transports = response.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: told,
  };
};

const options = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const reply = await fetch(form.action, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
  });
  return (await reply.json()).request_options;
};

const create = (form, asked) => {
  const wanted = creation(asked);
  const alone = form.querySelector("[name=passwordless]");
  if (alone && alone.checked) {
    const choice = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
    wanted.authenticatorSelection = { ...wanted.authenticatorSelection, ...choice };
  }
  return navigator.credentials.create({ publicKey: wanted });
};

const ceremony = async (form) => {
  const { publicKey } = await options(form);
  const credential = form.dataset.passkey === "create"
    ? await create(form, publicKey)
    : await navigator.credentials.get({ publicKey: request(publicKey) });
  form.querySelector("[name=credential]").value = JSON.stringify(answered(credential));
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const [ready, failed] = ["ready", "failed"].map((name) => form.querySelector(`[data-${name}]`));
  if (!window.PublicKeyCredential) continue;
  form.querySelector("[data-without]").hidden = true;
  ready.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    failed.hidden = true;
    ceremony(form).catch(() => { failed.hidden = false; });
  });
}
