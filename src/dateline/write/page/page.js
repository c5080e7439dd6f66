"use strict";
// A mark's data-in lists "statement:part", with "+" where a span of that part begins.
for (const article of document.querySelectorAll("article")) {
  const words = new Map();
  for (const mark of article.querySelectorAll("mark[data-in]")) {
    for (const entry of mark.dataset.in.split(" ")) {
      const [number, part] = entry.split(":");
      if (!words.has(number)) words.set(number, []);
      words.get(number).push({ mark, part: part.replace("+", ""), first: part.endsWith("+") });
    }
  }
  const cards = new Map([...article.querySelectorAll(".card")].map((card) => [card.dataset.k, card]));
  const status = article.querySelector("[role=status]");
  let kept = null;
  let lit = [];

  const dim = () => {
    for (const mark of article.querySelectorAll("mark.on")) {
      mark.classList.remove("on");
      delete mark.dataset.part;
      delete mark.dataset.label;
    }
    for (const number of lit) cards.get(number)?.classList.remove("on");
    lit = [];
  };
  const light = (numbers) => {
    dim();
    lit = numbers;
    for (const number of numbers) {
      cards.get(number)?.classList.add("on");
      for (const { mark, part, first } of words.get(number) ?? []) {
        // Parts come in order of weight: the first gives the look, the first that begins here the label.
        if (first && part !== "said") mark.dataset.label ??= part;
        if (mark.classList.contains("on")) continue;
        mark.classList.add("on");
        mark.dataset.part = part;
      }
    }
  };
  const rest = () => (kept === null ? dim() : light([kept]));
  const keep = (number, from) => {
    if (kept !== null) cards.get(kept).querySelector("button").setAttribute("aria-pressed", "false");
    kept = kept === number ? null : number;
    rest();
    if (kept === null) { status.textContent = "No statement kept lit."; return; }
    const button = cards.get(kept).querySelector("button");
    button.setAttribute("aria-pressed", "true");
    status.textContent = `Statement ${kept}, ${button.textContent}, is marked in the text.`;
    const other = from === "card" ? words.get(kept)?.find(({ part }) => part === "trigger")?.mark : cards.get(kept);
    other?.scrollIntoView({ block: "nearest" });
  };
  const numbersOf = (node) => {
    const card = node.closest(".card");
    if (card) return [card.dataset.k];
    const mark = node.closest("mark[data-in]");
    if (!mark) return null;
    const entries = mark.dataset.in.split(" ").map((entry) => entry.split(":"));
    const own = entries.filter(([, part]) => part.startsWith("trigger"));
    const telling = own.length ? own : entries.filter(([, part]) => !part.startsWith("said"));
    return [...new Set(telling.map(([number]) => number))];
  };

  for (const kind of ["pointerover", "focusin"]) {
    article.addEventListener(kind, (event) => {
      const numbers = numbersOf(event.target);
      if (numbers && numbers.length) light(numbers); else rest();
    });
  }
  article.addEventListener("pointerleave", rest);
  article.addEventListener("focusout", (event) => { if (!article.contains(event.relatedTarget)) rest(); });
  article.addEventListener("click", (event) => {
    if (event.target.closest(".card a, .meta a, summary")) return;
    const numbers = numbersOf(event.target);
    if (!numbers || !numbers.length || String(getSelection())) return;
    const link = event.target.closest("mark a");
    if (link) event.preventDefault();
    keep(numbers[0], event.target.closest(".card") ? "card" : "text");
    if (link) cards.get(numbers[0])?.querySelector("button").focus({ preventScroll: true });
  });
  article.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && kept !== null) keep(kept, "card");
  });
}
