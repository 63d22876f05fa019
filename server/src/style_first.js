// What fetches the page's code is in the template, so that it is not fetched where no script runs.
{
  const code = document.getElementById("code");
  // The style stands behind this, and is asked for first. Where the template was, nothing of the head is torn apart.
  setTimeout(() => { code.replaceWith(code.content); });
}
