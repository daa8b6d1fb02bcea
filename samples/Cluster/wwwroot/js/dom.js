/** An element with its attributes and children. Text is text: nothing here turns a string into markup. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }

  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Writes a text only where it has changed, so that nothing is announced or selected anew. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Tells who listens to the page instead of looking at it. */
export function announce(text) {
  document.getElementById("news").textContent = text;
}
