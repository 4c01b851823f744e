/** The words that intents, dates and faults turn on; a near miss of one of them is taken for it. */
export const LEXICON: ReadonlySet<string> = new Set(
  `
  return returned returning returns repair repairs repaired repairing reparation broken broke camera cameras case cases ticket
  incident support service number numbers request requests open create start register report problem problems issue issues fault
  faulty defective status track tracking update shipped ship shipping received receive receipt arrive arrived approve approved accept
  accepted authorize authorise authorized authorization agree estimate estimates estimation quote quoted proceed decline reject refuse
  expensive scrap dispose recycle unrepaired agent human person representative operator supervisor manager technician specialist
  engineer speak talk connect transfer escalate somebody someone cancel withdraw abort annul forget stop help options commands change
  correct correction update edit wrong quantity expedite expedited urgent quickly faster email phone address billing serial model
  company hello thanks thank appreciate appreciated appreciate goodbye please what where when which would could should warranty
  firmware upgrade software package packing carton label disk drive data recovery recover retrieve copy guarantee labor rate average
  turnaround deadline expired active diagnostic diagnostics charge invoice technical troubleshooting information provide before
  because working flickering flicker picture image video monitor recorder encoder decoder keyboard lens dome domes joystick
  rebooting restart moving stopped panning zoom focus blurry foggy noise noisy smoke burned display screen power network
  yesterday today morning monday tuesday wednesday thursday friday saturday sunday january february march april june july august
  september october november december weeks months days ago since
  international customs accessories cable manual need want have with does price cost repairing product equipment unit units
  nevermind work works turn turned turning turns boot boots booting connect connects recording respond responding zooming tilting tilt rotate
  finished ready number numbers quick option options question answer supposed conversation
  `
    .trim()
    .split(/\s+/),
);
