// WCAG 2.1, 1.4.3: texts with less contrast than 4.5 to 1 (3 to 1 when large) against the nearest painted ground.
() => {
  const ink = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = c => { ink.clearRect(0, 0, 1, 1); ink.fillStyle = c; ink.fillRect(0, 0, 1, 1); return ink.getImageData(0, 0, 1, 1).data; };
  const light = ([r, g, b]) => { const f = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; }
    return rgb('white'); };
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !e.matches('.hidden *, title, desc') &&
      [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).flatMap(e => {
    const style = getComputedStyle(e), inSvg = e.ownerSVGElement, text = light(rgb(inSvg ? style.fill : style.color));
    const grounds = !inSvg ? [ground(e)] : e.closest('.map-figure') ? [rgb(css(e.matches('.water') ? '--sea' : '--land'))]
      : [rgb(css('--paper')), rgb(css('--tint'))];
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    return grounds.map(light).map(g => (Math.max(g, text) + .05) / (Math.min(g, text) + .05)).filter(r => r < (large ? 3 : 4.5))
      .map(r => r.toFixed(2) + ' ' + e.tagName + '.' + (e.className.baseVal ?? e.className) + ' ' + e.textContent.slice(0, 30));
  });
}
