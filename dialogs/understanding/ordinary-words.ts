/** Ordinary English words that stand one slip away from a word of the trade, and so are never taken for its typo. */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  `
  abel able about accent accepts accessed aerial agents agreed agrees annual annum answers approval arch argent
  arrives atop authored authorised authority authorizes authors averaged averages backing banning barton base bases
  bays billings boat boating boats boise bolt bolts book booking books boom booming boon boost booth booths bots bout
  bouts brake broker brooke buick buried burn burning burns cables cafe cafes cage cages cake cakes camaras came
  cancer cane canning cant canton cape carbon care cares carlton carson cartons cartoon casey cash cast caste castes
  casts cause causes cave caves cease chance chancel changed changes charged charges chase chases chat chen chip coast
  coat cold collection collects come comes command commanded commander commanders commando commandos comments commons
  communes compensation concepts concerts condensation condensed conducts connected connection connector connectors
  conservation contacts contents contests contexts convection conversations conversion converts convicts cope cops
  cork correctional corrections correlation corruption costs cozy crack cracking crap crate created creates custom
  dame dams dana dans date dave dealing declined declines decoders deed defensive derive desk detective detectives
  diagnosis dies dime directive disc dish disks displayed displays disposed dive doesn dogs domed done dont doom dose
  doses dots dove driven driver drives drove duly dune dusk ease easter edict emails encoded encoders engine engined
  engineered engineers engines escalated estate estates estimated excessive exit expansive expected expense expire
  exploited explosive expressive extensive fable faculty fasten fate faults feed filling finish finishes flicked
  flickered flickers flickery flicking foot footing forge forged forgot fork forks form forms foster fridays furnished
  gable gases gate gave goes guaranteed guarantees hacking hale hallo hare hate haven hays haze headline heap held
  hell helm helps here hilt hive home homes host hove hullo humane humans images incidence incidents internationally
  internationals iphone issued jane jays joysticks jude judy junk jury keyboards killing knit labels labour lacking
  late lays leans lease leds legs lend lent less lets locus looming looting lost loving lower lumber mach mage mail
  manage managed managers manages manning manuals marc marco marsh master mata match mate milling mode models modes
  mondays monitors month mornings most motel moths mourning mouths nave needs needy networks noises norse nose opens
  operate operated operates operatic operation operators oven owen pacing packaged packages panting parking pays peak
  pearson pens persona persons phones picket picking pictured pictures pinning planning pleas pleased poker pork post
  powder powers preparation priced prices pricey prick pride prime prince prize proceeds produce products prone
  provided provider provides quality questioned questions quite quota quotes race rack rage rake rape rare rated rates
  rats rave rays read reads reared receipts receiver receivers receives recited record recorded recorders recordings
  records recovered recurring recycled reddy reed reformer reforming refuge refused refuses regained regaining
  regarding registered registers registrar registry rejects relaxation relieve relieved remained remaining replied
  reporter reporting reports representation representatives reprised reputation requested required requiring reserved
  resisted resort responds restarted restarts restore restored restoring retained retaining retired retiring retorted
  retrieval retrieved returner reuse revived rice risk rite rome room root roots rotated rotates rower rune sable
  saturdays save says scrape screens seed seeks send sent separation serials serviced services shaping shave shen
  shifting shin shining ships shit shone shop shopping sipped sipping skip skipped skipping slapping slip slipped
  slipping smart smoked smoky snapping sneak socialist some spanning speaks spear specialised specialists specials
  spoke stalk star stare stark starr stars starts stat states stats statue statues steak step stepped stepping stoke
  stomped stopping stops strap stripping sturdy sundays superior supervise supervised supervision supervisors
  supervisory supplied supported supports suppose supposedly table tack taking tale talking talks tall tank tanks task
  tate teaching technically technicians tens than thanking that then there thing things think thinks ticked tickets
  ticking tile till tint tissue tissues toes tome topped torn tower trace tracing tracks trading trailing training
  transfers transform trapping trick truck tucking tune tuned tuning turf turing turner unfit unite unity unix updated
  updates upgraded upgrades vase vault videos vince wait walk wand wants warrant watt wave ways weed weeds week went
  were wheat whip whipped whipping wicket width willing wish witch withdrawal withdrawn withdrew wits wont word words
  wore workings world worm worms worn wound wren york
  `
    .trim()
    .split(/\s+/),
);
