// The picture that is looked at first loads before the page's code.
{
  // A picture may never come, and the page shall come alive nevertheless.
  const LONGEST_MILLIS = 20_000;
  const code = document.getElementById("code");

  const start = () => { document.head.append(code.content); };
  const meet = ({ target }) => {
    if (target.matches('img[fetchpriority="high"]')) start();
  };

  document.addEventListener("load", meet, true);
  document.addEventListener("error", meet, true);
  setTimeout(start, LONGEST_MILLIS);
}
