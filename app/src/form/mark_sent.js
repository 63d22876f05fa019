// A form that is sent before the page's code is there is marked: what comes alive around it cannot tell otherwise.
document.addEventListener("submit", ({ target }) => target.setAttribute("data-sent", ""), true);
