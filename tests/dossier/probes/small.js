// Texts smaller than the least size in pixels as shown, drawings' scale included.
least => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() &&
    [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => {
  const svg = e.ownerSVGElement, scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
  return [parseFloat(getComputedStyle(e).fontSize) * scale, e.tagName, e.textContent.slice(0, 40)];
}).filter(([px, tag]) => px < least && !['title', 'desc'].includes(tag))
