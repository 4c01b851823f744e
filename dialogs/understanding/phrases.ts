import type { Intent } from './understood.ts';

/** Intents that the examples below tell apart; the other ones are commands, read by rule alone. */
export type GuessedIntent = Exclude<Intent, 'back' | 'start-over' | 'none'>;

/** How people put what they want, one way a line: what the guess learns from where no rule knows the words. */
export const PHRASES: Readonly<Record<GuessedIntent, string>> = {
  'request-rma': `
    I need to send a camera back
    please set me up with an RMA
    can you get me a return number
    the dome has to come in for service
    we have a bad unit that should be repaired under warranty
    I would appreciate an RMA
    how do we go about returning this, it is a camera that died
    I want it swapped for a working one
    what is the fastest way to have this encoder exchanged
    customer wants to return six cameras, all dead on arrival
    this recorder needs fixing, where should I ship it
    could you take my monitor in for repair
    return merchandise request for two cameras
    my camera is toast and I want to ship it to you
    authorise a return for this product please
    RMA for camera, no picture
    I would like you to fix my keyboard
    got a defective lens that I want to return
    requesting authorization to return a defective unit
    I am looking to get this dome repaired
    sign me up for a repair
    let's do an RMA for this one too
    can I mail this to your repair shop
    please arrange the repair of our camera
    we require an RMA number before we ship
    need warranty replacement for three cameras
    under this case I need the return number now
    I tried everything in the guide and it is still dead, so it has to go back
    support told us to ask you for an RMA
    my boss wants this unit sent in for repair
    how I can send you the camera for repair, it is broken
    I desire to return the product because it does not function
    please to give me return authorization for this material
    so I guess I need one of those return things for my camera
    yeah I got a busted camera and I wanna get it fixed
    it quit working and I need it repaired
    issue return paperwork for five units
    return label needed for a faulty recorder
    please process a repair request for this serial
    this keyboard wants replacing, it is still in guarantee
    I'd like to exchange a faulty power supply
    we need this looked at by your repair bench`,
  'open-case': `
    I have a problem with a camera
    please open a support case
    something is wrong with our recorder
    our dome stopped responding
    log a call for me
    I need to report a malfunction
    create an incident for this unit
    the picture is black and I do not know why
    camera offline since yesterday, no ping
    I want someone to know that our monitor has a burning smell
    can you make a ticket
    file a report about a broken heater
    one of our units acts strange
    this is the hospital, our recorder makes a loud grinding noise
    I need a case number for a faulty camera
    we are having trouble with a keyboard
    start a new case please
    there is a fault on channel four
    my camera keeps rebooting
    our video is frozen
    put this on the books, the encoder drops its stream
    please note down a defect on our camera
    it will not focus any more
    the wiper moves by itself
    after the storm two of our units do nothing
    it just sits there drawing current and doing nothing
    I wish to open one case, the camera does not rotate
    the image is not coming, please help
    hello, I have a issue with my dome
    we noticed condensation inside the housing
    need support for a camera that does not pan
    register a complaint about a faulty product
    could somebody look into a problem for us
    the unit is dead
    no video from the encoder
    the fan is loud and the recorder overheats
    ptz presets drift every night
    I would like to start a support request
    raise a ticket, the workstation freezes twice a day
    get this fault on record please
    our system lost all cameras on one switch
    the joystick is stuck`,
  'check-status': `
    where is my camera
    what is the status of my RMA
    has my repair been finished
    did you receive my package
    is my dome ready
    any news about my case
    I am following up on my return
    I have not heard anything about my repair
    when will my recorder be back
    RMA eta
    track my repair
    in which state is the reparation of my case
    is anyone working on my encoder yet
    has the unit left your dock
    the carrier says you signed for it, do you have it
    is my case in your system as received
    do you have any record of my shipment arriving
    pull up my case
    how is it going with my repair
    how far along is my RMA
    have you shipped it back yet
    what is taking so long with my camera
    update please
    we sent it two weeks ago and nobody told us a thing
    what did the technician find on my unit
    is it fixed
    could you tell me if my parcel arrived
    you have had my dome for a month now
    I want to know where my repair stands
    look up RMA for me
    check on case
    give me the latest on my RMA
    tell me if the camera is repaired
    please inform me about the advance of the repair
    are you done with my camera
    I still wait for my product, where is it
    my return, has it got to you
    what stage is our repair at
    when can I expect my recorder
    did my box make it
    whats going on with my rma
    just checking in on the repair of our monitor`,
  'approve-estimate': `
    I approve the estimate
    go ahead with the repair
    the quote is fine
    we accept the price
    please proceed
    you have our authorization to proceed
    that amount works for us, go ahead
    my boss said the number is fine so you can start fixing it
    consider the quote accepted
    green light on the repair
    yes repair it for the price you gave
    the cost is okay with me
    we agree to pay for the repair
    do the work as quoted
    estimate accepted
    I authorize the charges
    approved
    we are happy with the estimate, carry on
    please continue with the repair, price accepted
    I am agree with the estimation
    we accept the cost of the reparation, please to continue
    sounds fair, fix it
    sure, that price is good, get it done
    purchase order is on its way, please start
    our manager signed off on your quote
    finance has cleared the amount
    I confirm the repair cost
    we will pay what you quoted
    okay to repair
    yes to the estimate
    you may begin the repair
    thumbs up for the quote
    you can charge us for the repair
    the offer is accepted, please repair
    fine by us, go for the repair
    I give my approval for the work
    it is worth it, please fix it at that price
    let's do the repair at the quoted price`,
  'decline-estimate': `
    I decline the estimate
    too expensive, do not repair it
    send it back unrepaired
    please scrap the unit
    we will not pay for the repair
    the repair costs more than it is worth
    no thanks on the repair
    quote rejected
    that is too much money
    I do not agree with the estimate
    just dispose of the camera
    we'll pass on the repair
    return it without fixing it
    destroy it, we do not want it back
    I am not agree with the price
    we do not accept your quotation
    we would rather buy a new one
    the boss says no to your quote
    leave it broken and ship it back to us unrepaired
    not at that price
    we are going to say no to that estimate, get rid of it
    recycle it for us
    estimate refused
    do not go ahead with the repair
    we cannot justify that cost
    that is way over our budget
    price not approved
    I will not authorize the repair
    throw it away
    no, that is not worth it for an old camera
    please return as is, the repair is declined
    forget the repair, it costs too much
    the amount is too high for us
    keep the fee and send my dome home
    we prefer not to repair
    turn down the quote`,
  'talk-to-agent': `
    let me talk to a human
    I want to speak with someone
    agent please
    connect me with technical support
    get me a supervisor
    can somebody call me back
    do you have a live person I can chat with
    transfer me to an operator
    I need a real person
    this is going nowhere, I want your manager
    put me through to the repair department
    is there a human I can speak to
    escalate this
    I do not want to talk to a robot
    have a technician phone me
    I wish to speak with a person of the service
    hand me over to your colleague
    representative
    can I to talk with a person
    I would rather deal with a customer service rep
    who can I talk to, this bot does not get it
    someone from support should ring me
    live chat
    please let an engineer contact me
    stop the bot and get me someone
    are there any people working there
    I need to discuss this with an expert
    human
    could one of your staff take over
    give me a person
    I'd like a call from your service team
    you are useless, let me speak to somebody
    customer service
    get a human on the line
    can I have a word with somebody in charge`,
  cancel: `
    cancel my request
    never mind
    forget it
    please withdraw my case
    I changed my mind
    stop this
    drop it
    disregard my last request
    ignore what I asked for
    I would like to take back my request
    close the RMA, we fixed it ourselves
    you can close my case
    I do not need the RMA any more
    void the return
    abort
    call it off
    let's not do this
    scrap the whole thing
    I do not want to make this request any more, please delete
    annul my order
    quit
    exit
    the problem went away, no need for the return
    we will keep the camera after all, cancel the return
    don't bother, it is working again
    take my request out of the system
    no longer needed
    please remove my case
    undo my request
    scratch that
    end this
    I'd like to rescind the RMA
    delete everything I entered
    please revoke it
    skip it, we don't want to return it`,
  help: `
    help
    what can you do
    how do I use this chat
    show me the options
    what are my choices here
    I am lost
    what am I supposed to do
    what do I say now
    what can I ask you
    what sort of things can you help with
    how does this bot work
    give me instructions for this chat
    I do not understand the question
    what commands are there
    menu
    can you guide me
    I am confused, what now
    what should I type
    how can this assistant help me
    list your features
    what are you able to do
    I do not know what to answer
    explain how this works
    what is this chat for
    I'm new here, where do I start
    tell me what you can do
    which functions do you have
    what are the possibilities
    need assistance using this
    how to talk to you
    what kind of requests do you take
    what else can you do
    options
    commands
    how must I use this tool
    not sure what to enter here`,
  'change-detail': `
    change my email
    the phone number should be different
    I need to update my address
    that serial is wrong
    I made a typo in my name
    correct the model please
    the quantity should be seven
    it is not that model, it is another one
    make it three units instead
    use another email address
    ship it to a different address please
    edit the billing address
    I gave you the wrong date
    actually the name is spelled differently
    replace the phone number with this one
    that is not my company
    fix the ship to address
    let me correct the problem description
    sorry, I mistyped the serial
    I want to modify the contact
    put a rush on it after all
    no rush after all
    the delivery address has changed
    I said the wrong model
    amend the quantity
    I entered the wrong number
    my email changed
    please alter the billing details
    wait, the second serial is not right
    I have wrote bad my name
    can we make it two instead of one
    revise the details
    switch it to expedited
    one of the numbers I told you is wrong
    add my extension to the phone number
    please send it to our other office instead`,
  faq: `
    how long does a repair take
    what is an RMA
    do I need a case number
    who pays for shipping
    is there a fee for diagnostics
    how should I pack a dome
    what happens if I refuse the quote
    can you recover my data
    will you update the firmware
    how long is the RMA valid
    do I send the cables too
    where do I write the case number
    how much does it cost
    can I put two units in one box
    what do you need from me for a return
    is expedited service more expensive
    do I get an estimate before you start the work
    will someone tell me before doing paid work
    what kind of box do I need
    I lost the original box, what should I use
    what if my package arrives without the number
    is it okay to include the power supply
    will my recordings survive
    which service centers are authorized
    how will I know when it ships
    what is the difference between a case and an RMA
    my RMA has expired, what do I do
    if we do not like the price, do we owe anything
    can you restore deleted recordings
    is it possible to have it faster
    what is the labor rate
    how many inches of foam
    does customs time count
    why did the firmware change
    turnaround time
    diagnostic fee
    box size for recorder
    packing instructions
    suppose we ship it and then do not accept, what do we pay
    before asking for the RMA what must be done
    how do I know whether it is under warranty
    the cables, must I send them also
    does the number go inside or outside of the carton
    if I send it tonight can you turn it around in a day
    what time do you open
    do you sell spare parts
    how do I reset my camera to factory defaults
    what is the weather tomorrow`,
  greeting: `
    hello
    hi there
    good morning
    hey
    good day to you
    hiya
    good afternoon team
    greetings
    hello, anyone home
    howdy
    hey how are you
    hi, is this the support desk
    evening all
    nice to meet you`,
  thanks: `
    thank you
    thanks a lot
    much appreciated
    cheers, that helped
    that is exactly what I needed
    great, thanks for your help
    you have been very helpful
    perfect, thank you
    I am grateful
    many thanks
    awesome, you solved it
    that was quick, well done
    brilliant
    you are a star`,
  goodbye: `
    bye
    goodbye
    see you later
    that is all for today
    have a nice day
    I am done, bye
    talk to you soon
    nothing else, goodbye
    take care
    good night
    that's everything for now
    I have to go now
    we are finished here
    until next time`,
};
