// All that the browser must do for a passkey: ask its authenticator, put the answer into the form, send the form.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;
  form.hidden = !can;
  for (const other of document.querySelectorAll('[data-without-passkey]')) other.hidden = can;
  form.addEventListener('submit', async (event) => {
    const answer = form.elements.namedItem('answer');
    if (answer.value !== '') return;
    event.preventDefault();
    const options = JSON.parse(form.dataset.passkey);
    try {
      const credential =
        form.dataset.to === 'make'
          ? await navigator.credentials.create({
              publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
            })
          : await navigator.credentials.get({
              publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
            });
      answer.value = JSON.stringify(credential.toJSON());
    } catch (error) {
      answer.value = JSON.stringify({ refused: error.name });
    }
    form.submit();
  });
}
