// The same pages as ours: one for each document, lists and terms in pages of 24, feeds, a sitemap.
const KINDS = ["ambassadors", "events", "case-studies", "careers", "organisations"];
const PER_PAGE = 24;

function inPages(address, title, items) {
  const total = Math.max(1, Math.ceil(items.length / PER_PAGE));
  const at = (number) => (number === 1 ? address : `${address}page/${number}/`);
  return Array.from({ length: total }, (_, number) => ({
    url: at(number + 1),
    title,
    items: items.slice(number * PER_PAGE, (number + 1) * PER_PAGE),
    number: number + 1,
    total,
    previous: number > 0 ? at(number) : "",
    next: number + 1 < total ? at(number + 2) : "",
  }));
}

export default function (config) {
  for (const kind of KINDS) {
    config.addCollection(kind, (api) => api.getFilteredByGlob(`content/${kind}/*.md`));
  }
  config.addCollection("lists", (api) => {
    const pages = [];
    for (const kind of KINDS) {
      const items = api.getFilteredByGlob(`content/${kind}/*.md`);
      pages.push(...inPages(`/${kind}/`, kind, items));
      const terms = new Map();
      for (const item of items) {
        for (const { facet, term } of item.data.shown ?? []) {
          const address = `/${facet}/${term}/`;
          if (!terms.has(address)) terms.set(address, { term, items: [] });
          terms.get(address).items.push(item);
        }
      }
      for (const [address, { term, items: found }] of terms) pages.push(...inPages(address, term, found));
    }
    return pages;
  });
  config.addCollection("titles", (api) =>
    Object.fromEntries(api.getFilteredByGlob("content/ambassadors/*.md").map((item) => [item.fileSlug, item.data.title])),
  );
  return { dir: { input: "content", includes: "../_includes" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
