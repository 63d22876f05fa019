// What is looked at first loads before the page's code: a picture, or two that stand side by side.
{
  // A picture may never come, and the page shall come alive nevertheless.
  const LONGEST_MILLIS = 20_000;
  const FIRST = 'img[fetchpriority="high"]';
  const code = document.getElementById("code");

  const start = () => { document.head.append(code.content); };
  const meet = ({ target }) => {
    const all = [...document.querySelectorAll(FIRST)];
    if (target.matches(FIRST) && all.every(({ complete }) => complete)) start();
  };

  document.addEventListener("load", meet, true);
  document.addEventListener("error", meet, true);
  setTimeout(start, LONGEST_MILLIS);
}
