#include "shop.hpp"

namespace parvis::demo {

const std::array<Product, kPictureCount> kProducts = {{
    {"mug",
     {"€24", "24 €"},
     {"Stoneware mug", "Tasse en grès"},
     {"Thrown by hand, glazed in two colours.", "Tournée à la main, émaillée en deux couleurs."},
     {"Holds a third of a litre and a slow morning. Thrown by hand from grey stoneware, dipped twice, fired "
      "at "
      "1,240 °C. Dishwasher safe; no two have quite the same wave.",
      "Contient un tiers de litre et une matinée tranquille. Tournée à la main en grès gris, trempée deux "
      "fois, "
      "cuite à 1 240 °C. Passe au lave-vaisselle ; aucune n’a tout à fait la même vague."}},
    {"lamp",
     {"€89", "89 €"},
     {"Reading lamp", "Lampe de lecture"},
     {"Warm light, oak stem, green shade.", "Lumière chaude, pied en chêne, abat-jour vert."},
     {"A pool of warm light the size of an open book. The shade is spun steel with a matt enamel, the stem "
      "is oiled "
      "oak, and the pull switch makes the click you hope for.",
      "Une flaque de lumière chaude grande comme un livre ouvert. L’abat-jour est en acier repoussé à "
      "l’émail mat, "
      "le pied en chêne huilé, et la tirette fait le déclic espéré."}},
    {"notebook",
     {"€16", "16 €"},
     {"Field notebook", "Carnet de terrain"},
     {"160 dotted pages that lie flat.", "160 pages pointillées qui restent à plat."},
     {"Sewn, not glued, so that it lies flat on any page. 160 pages of 100 g paper that fountain pens like, "
      "a ribbon, "
      "an elastic band and a pocket for tickets.",
      "Cousu et non collé, il reste à plat à chaque page. 160 pages de papier 100 g que les stylos-plumes "
      "aiment, un "
      "signet, un élastique et une poche pour les billets."}},
    {"chair",
     {"€210", "210 €"},
     {"Kitchen chair", "Chaise de cuisine"},
     {"Solid beech, a seat in wool felt.", "Hêtre massif, assise en feutre de laine."},
     {"Solid beech, steam-bent at the back, with a seat in thick wool felt. Light enough to carry with one "
      "hand, "
      "strong enough for the uncle who tips.",
      "Hêtre massif, dossier cintré à la vapeur, assise en feutre de laine épais. Assez légère pour une "
      "seule main, "
      "assez solide pour l’oncle qui se balance."}},
    {"teapot",
     {"€48", "48 €"},
     {"Blue teapot", "Théière bleue"},
     {"One litre, and it never drips.", "Un litre, et jamais une goutte à côté."},
     {"One litre, four cups, and a spout that took eleven drafts until it stopped dripping. Comes with a "
      "stainless "
      "strainer; the knob stays cool.",
      "Un litre, quatre tasses, et un bec qui a demandé onze essais avant de ne plus goutter. Avec un filtre "
      "en inox ; "
      "le bouton reste froid."}},
    {"blanket",
     {"€130", "130 €"},
     {"Wool blanket", "Plaid en laine"},
     {"Woven from undyed wool and one stripe.", "Tissé en laine non teinte, avec une raie."},
     {"Woven from the wool of two neighbouring farms, in the greens of their sheep-cropped hills, with one "
      "orange "
      "stripe for courage. 130 by 180 cm.",
      "Tissé avec la laine de deux fermes voisines, dans les verts de leurs collines broutées, avec une raie "
      "orange "
      "pour le courage. 130 sur 180 cm."}},
}};

int product_index(std::string_view key) {
  for (int i = 0; i < kPictureCount; ++i) {
    if (kProducts[static_cast<std::size_t>(i)].key == key) return i;
  }
  return -1;
}

int column(std::string_view language) { return language.starts_with("fr") ? 1 : 0; }

std::string_view word(Word which, std::string_view language) {
  static constexpr std::string_view kWords[static_cast<int>(Word::kCount)][2] = {
      {"Fern & Clay", "Fern & Clay"},
      {"Things for a slow home", "Pour une maison tranquille"},
      {"Connected to {}", "Connecté à {}"},
      {"Offline: all in this window", "Hors ligne : tout reste ici"},
      {"Connecting to {}", "Connexion à {}"},
      {"{} does not answer", "{} ne répond pas"},
      {"Light colours", "Couleurs claires"},
      {"Dark colours", "Couleurs sombres"},
      {"Lire en français", "Read in English"},
      {"Ctrl + Enter posts", "Ctrl + Entrée publie"},
      {"No browser could be started.", "Aucun navigateur n’a pu être lancé."},
      {"Nothing here is for sale; every like is real.", "Rien n’est à vendre ; chaque « j’aime » est vrai."},
      {"Gallery", "Galerie"},
      {"Inspector", "Inspecteur"},
      {"Back to the shop", "Retour à la boutique"},
      {"Network off", "Réseau coupé"},
      {"Fail next: 503", "Prochaine : 503"},
      {"Lose next answer", "Perdre une réponse"},
      {"2 s slower", "2 s de retard"},
      {"Clock", "Horloge"},
      {"State", "État"},
      {"Requests", "Requêtes"},
      {"Outbox", "Boîte d’envoi"},
      {"Errors", "Erreurs"},
      {"Nothing yet.", "Rien pour l’instant."},
      {"Nothing waits to be sent.", "Rien n’attend d’être envoyé."},
      {"Some letters here have no font. apt install {}",
       "Il manque une police pour certaines lettres. apt install {}"},
  };
  return kWords[static_cast<int>(which)][column(language)];
}

}  // namespace parvis::demo
