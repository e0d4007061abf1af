// The start link has a code behind "#": it never reaches a server's log. It is taken off the address before anything else.
const code = new URLSearchParams(location.hash.slice(1)).get("code");
if (code) {
  history.replaceState(null, "", location.pathname + location.search);
  const form = document.getElementById("login");
  if (form) {
    form.elements.token.value = code;
    form.requestSubmit();
  }
}
