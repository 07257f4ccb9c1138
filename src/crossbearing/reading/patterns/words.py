"""Verbs by what they tell, in both languages; the patterns share them."""

from __future__ import annotations

from crossbearing.reading.language.wordlists import words

# Only aircraft do these.
FLIES = words("atterrir décoller voler envoler fly land survoler overfly")
# Whatever moves does these; the subject decides the kind.
MOVES = words(
    "arriver partir quitter revenir repartir rejoindre rallier regagner gagner relier poser rendre "
    "atteindre rentrer entrer transiter "
    "traverser franchir retourner toucher venir aller passer débuter rester circuler naviguer arrêter déplacer "
    "succéder dérouter sortir "
    "arrive leave depart return come go reach cross enter stop transit pass travel visit sail make head stay "
    "reappear"
)
# Followed from outside: seen, tracked, photographed.
SEEN = words(
    "capter hear suivre repérer apercevoir observer photographier localiser détecter enregistrer filmer signaler "
    "spot track see observe photograph film "
    "log detect locate record voir"
)
# Only vessels do these.
SAILS = words("accoster amarrer appareiller mouiller ancrer naviguer dock berth moor anchor sail undock tie")
# Goods on and off a vessel.
LOADS = words("décharger débarquer charger embarquer unload offload load")
# From ship to ship, or over water.
TRANSFERS = words("transborder tranship transship transférer recharger transfer transvaser pump decant")
SUPPLIES = words(
    "livrer fournir remettre offrir céder expédier acheminer exporter transporter donner envoyer "
    "délivrer procurer octroyer parachuter larguer réexporter réexpédier rapatrier "
    "vendre apporter déposer rendre restituer "
    "importer évacuer convoyer verser débarquer décharger charger embarquer transférer ramener prêter convoyer "
    "deliver supply provide hand give send ship export sell donate carry transport bring airlift import "
    "furnish airdrop ferry haul truck lift funnel forward move "
    "smuggle load unload lend offload "
    "transfer"
)
RECEIVES = words(
    "recevoir acquérir obtenir acheter réceptionner récupérer racheter receive acquire obtain buy purchase get"
)
CARRIES = words(
    "transporter acheminer carry transport embarquer contenir contain load hold renfermer receler convoyer "
    "charger apporter bring"
)
AGREES = words(
    "convenir signer conclure commander promettre négocier engager ratifier parapher parvenir "
    "accorder approuver autoriser accepter consentir accept consent undertake "
    "sign conclude order promise pledge agree negotiate ratify approve commit"
)
TRAVELS = words(
    "rendre séjourner visiter voyager effectuer rencontrer inspecter accueillir recevoir parcourir "
    "participer assister arriver partir revenir "
    "rejoindre gagner quitter atterrir déplacer faire venir aller accomplir réaliser "
    "visit tour travel fly meet arrive leave inspect host receive go come attend stay return make join spend"
)
TRAINS = words("former entraîner instruire train instruct drill")
DEPLOYS = words("déployer stationner positionner installer dépêcher engager deploy station base position dispatch")
SANCTIONS = words(
    "capturer capture "
    "sanctionner sanction blacklist saisir arraisonner intercepter confisquer seize intercept board "
    "impound detain hold retenir écrouer incarcérer placer jail arrêter interpeller immobiliser confiscate arrest "
    "inculper arraisonner"
)
RISES = words(
    "augmenter croître accroître bondir accélérer "
    " doubler tripler quadrupler décupler intensifier multiplier "
    "grimper progresser monter exploser envoler "
    "rise increase grow jump double triple treble quadruple surge soar climb expand thicken swell"
)
FALLS = words(
    "slacken halve diviser reduce weaken wane ease "
    "diminuer baisser chuter reculer ralentir effondrer tomber décroître faiblir dégringoler réduire "
    "fall decrease decline drop shrink plunge tumble dwindle slow"
)
