// Documents and plans: copying and printing. Nothing here is needed to read them.

const copy = async (button, text) => {
  await navigator.clipboard.writeText(text);
  const word = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = word; }, 2000);
};

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => {
    for (const part of document.querySelectorAll("main details")) {
      part.open = true;
    }

    print();
  });
}

for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", async () => {
    const answer = await fetch(button.dataset.copies);
    if (answer.ok) {
      await copy(button, await answer.text());
    }
  });
}

const prose = document.querySelector(".prose");
for (const source of prose?.querySelectorAll("pre") ?? []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet compact copy-source";
  button.textContent = prose.dataset.copyWord;
  button.dataset.done = prose.dataset.done;
  button.addEventListener("click", () => copy(button, source.textContent));
  source.before(button);
}
