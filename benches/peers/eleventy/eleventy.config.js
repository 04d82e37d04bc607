import { feedPlugin } from "@11ty/eleventy-plugin-rss";

const CATEGORIES = 8;
const TAGS = 200;

export default function (config) {
  const feed = (outputPath, name) =>
    config.addPlugin(feedPlugin, {
      type: "atom",
      outputPath,
      inputPath: `feed-${name}.njk`,
      collection: { name, limit: 20 },
      metadata: { language: "fr", title: "Generated", base: "https://www.example.org/", author: { name: "Generated" } },
    });
  const articles = (api) => api.getFilteredByGlob("content/**/*.md");
  config.addCollection("articles", articles);
  feed("/atom.xml", "articles");
  for (let number = 0; number < CATEGORIES; number++) {
    const name = `Catégorie ${number}`;
    config.addCollection(name, (api) => articles(api).filter((article) => article.data.categories.includes(name)));
    feed(`/categories/categorie-${number}/atom.xml`, name);
  }
  for (let number = 0; number < TAGS; number++) feed(`/tags/tag${number}/atom.xml`, `Tag${number}`);
  return { dir: { input: ".", output: "_site" }, markdownTemplateEngine: false };
}
