// The picture that is looked at first comes alone: it loads before the page's code, and before the pictures around it.
{
  // A picture may never come, and the page shall come alive nevertheless.
  const LONGEST_MILLIS = 20_000;
  const root = document.documentElement;
  const code = document.getElementById("code");

  const start = () => { document.head.append(code.content); };
  // The code shows one page at a time, and so the others load only for a reader who is faster than it.
  const showOthers = () => { delete root.dataset.pictureFirst; };
  for (const sign of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    document.addEventListener(sign, showOthers, { capture: true, once: true, passive: true });
  }
  const meet = ({ target }) => {
    if (target.matches('img[fetchpriority="high"]')) start();
  };

  root.dataset.pictureFirst = "";
  document.addEventListener("load", meet, true);
  document.addEventListener("error", meet, true);
  setTimeout(start, LONGEST_MILLIS);
}
