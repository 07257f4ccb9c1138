// Texts of drawings that stick out of their picture.
() => [...document.querySelectorAll('figure svg')].filter(s => s.checkVisibility()).flatMap(svg =>
  [...svg.querySelectorAll('text')].filter(t => {
    const b = t.getBBox(), v = svg.viewBox.baseVal;
    return b.x < -1 || b.y < -1 || b.x + b.width > v.width + 1 || b.y + b.height > v.height + 1;
  }).map(t => t.textContent))
