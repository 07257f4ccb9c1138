// Text pairs of one drawing whose boxes share more than a hair's breadth.
() => [...document.querySelectorAll('figure svg')].filter(s => s.checkVisibility() && s.getBBox().width).flatMap(svg => {
  const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
  return boxes.flatMap(([a, x], i) => boxes.slice(i + 1).filter(([b, y]) =>
    Math.min(x.x + x.width, y.x + y.width) - Math.max(x.x, y.x) > .5 &&
    Math.min(x.y + x.height, y.y + y.height) - Math.max(x.y, y.y) > 2.5).map(([b, y]) => a + ' | ' + b));
})
