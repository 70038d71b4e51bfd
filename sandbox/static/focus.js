// Where the keyboard stands after the page was drawn anew.

/** Focus the first of these that is there and can be seen, once the page is drawn. */
export function focusSoon(...wanted) {
  requestAnimationFrame(() => {
    const found = wanted.map((one) => (typeof one === "string" ? document.querySelector(one) : one));
    found.find((one) => one?.isConnected && one.getClientRects().length)?.focus();
  });
}
