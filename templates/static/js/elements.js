// Elements made by code. Text only ever goes in by textContent.

/** An element with a class, and children that are elements or texts. */
export function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== "" && child !== null));
  return element;
}
