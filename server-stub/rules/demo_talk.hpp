// What the visitors of the demo shop say.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace parvis::server {

struct DemoComment {
  std::string_view page;
  int author;             // number of the visitor
  std::string_view name;  // empty: anonymous
  std::int64_t minutes_ago;
  int parent;  // index in this list, -1: top level
  int likes;
  std::string_view text;
};

// Oldest first.
inline constexpr std::array<DemoComment, 25> kDemoTalk = {{
    {"mug", 11, "Margit", 43'200, -1, 31,
     "I bought two in **spring** and they have been through the dishwasher every single day since. "
     "Not one chip, and the glaze still looks like the first morning."},
    {"teapot", 5, "Ines", 40'100, -1, 12,
     "It really *never* drips. I stopped looking for the catch after a week."},
    {"mug", 12, "Théo", 39'900, -1, 9,
     "Est-ce que l’anse convient aux grandes mains ? J’ai toujours du mal avec les tasses à espresso…"},
    {"mug", 1, "Fern & Clay", 39'500, 2, 14,
     "Oui ! Trois doigts passent sans souci ; mesures exactes :\n\n- anse : 32 mm × 68 mm\n- poids : 340 "
     "g\n- "
     "contenance : 33 cl"},
    {"mug", 12, "Théo", 39'400, 3, 3, "Parfait, merci pour la réponse si rapide. Commande passée 🙂"},
    {"lamp", 21, "Oskar", 31'000, -1, 8, "Which bulb does it take? The picture looks like 2,700 K."},
    {"lamp", 1, "Fern & Clay", 30'500, 5, 6,
     "E27, up to 60 W; we ship it with a 6 W LED at **2,700 K**, dimmable."},
    {"mug", 14, "Priya", 26'000, -1, 17,
     "> Holds a third of a litre and a slow morning.\n\nI can confirm the litre. The slow morning depends on "
     "the "
     "children."},
    {"mug", 15, "Jonas", 25'800, 7, 22, "Same here. I now own the mug *and* an alarm clock set to 5:40."},
    {"mug", 14, "Priya", 25'700, 8, 5, "5:40! Respect."},
    {"chair", 31, "Lotte", 21'000, -1, 4, "Does the felt seat come off for washing?"},
    {"chair", 1, "Fern & Clay", 20'800, 10, 7, "It does: four screws, then hand wash at 30 °C."},
    {"blanket", 41, "", 18'000, -1, 3, "The cat has claimed it. Ordering a second one for humans."},
    {"mug", 16, "Bea", 14'500, -1, 6,
     "Care tips, since people ask:\n\n1. No thermal shock: let it cool before rinsing.\n2. Tea stains go "
     "with "
     "a spoon of baking soda.\n3. The foot ring is unglazed, so use a coaster on oiled wood."},
    {"mug", 17, "", 14'000, 13, 2, "Baking soda worked, thank you!"},
    {"teapot", 6, "Élodie", 11'000, -1, 7,
     "Le bleu est encore plus beau en vrai. Le couvercle tient bien quand on verse."},
    {"notebook", 51, "Sam", 9'000, -1, 5,
     "Fountain pen test: no bleed with iron gall, a little show-through with `Ultramarine`. Lies flat as "
     "promised."},
    {"mug", 18, "Ravi", 5'760, -1, 4, "Is the grey one coming back? It says sold out since Monday."},
    {"mug", 1, "Fern & Clay", 5'700, 17, 5,
     "The kiln opens on Thursday, forty grey ones are inside. ~~Tuesday~~ Thursday, sorry."},
    {"mug", 18, "Ravi", 5'690, 18, 1, "Alarm set."},
    {"lamp", 22, "Noor", 3'000, -1, 2,
     "J’en ai pris deux pour le salon. L’ombre de l’abat-jour est très douce."},
    {"mug", 19, "Camille", 1'300, -1, 3,
     "Reçue hier, bien emballée (zéro plastique !). La vague de la mienne est *magnifique*."},
    {"mug", 20, "Nils", 185, -1, 1,
     "Does anybody know whether it survives a microwave? The [care page](https://shop.example/care) does not "
     "say."},
    {"mug", 16, "Bea", 140, 22, 2, "Two years of daily microwaving here. The handle stays cool, too."},
    {"mug", 20, "Nils", 12, 23, 0, "You are the best, thanks Bea!"},
}};

}  // namespace parvis::server
