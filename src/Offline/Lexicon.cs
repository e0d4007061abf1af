using System.Collections.Frozen;

namespace AiDevFramework.Offline;

/// <summary>Words with a part of their own in reading an idea; all in folded form.</summary>
internal static class Lexicon
{
    public static FrozenSet<string> EnglishFunction { get; } = Set("""
        a an the and or but so if then than that this these those there here it its i me my mine we us our ours you your yours he she
        his her they them their theirs who whom whose which what when where why how for of to in on at by from with without within into
        onto over under about between among across after before during until while as is are was were be been being am do does did done
        doing have has had having can could will would shall should may might must not no nor never only also just too very more most
        much many few less least some any all both each every either neither one two three four five six seven eight nine ten first
        second last next other others another same such own up down out off again once per via etc eg ie like well really even still
        already always often sometimes soon now today tomorrow yesterday ever because since though although however whether let lets
        don doesn isn aren won
        """);

    public static FrozenSet<string> GermanFunction { get; } = Set("""
        der die das den dem des ein eine einen einem einer eines und oder aber fuer mit ohne von vom zum zur im ins am auf aus bei nach
        ueber unter zwischen ich wir sie ihr ihre ihren ihrem mein meine unser unsere man ist sind war werden wird soll sollen kann koennen
        moechte muessen haben hat nicht kein keine auch nur noch sich als wie wenn dass damit diese dieser dieses jede jeder alle
        """);

    public static FrozenSet<string> OtherFunction { get; } = Set("""
        le la les des une du pour avec et ou dans sur par qui que est sont mes mon ma ses leur leurs el los las unos unas para con y o en
        por que es son mis mi sus su lo al del il gli di per che e sono um uma os as do da dos das com em het een van voor met
        """);

    /// <summary>Of <see cref="Generic"/>: those that are things all the same where somebody does something with them.</summary>
    public static FrozenSet<string> Things { get; } = Set("tool tools device devices place places house houses home homes job jobs question questions");

    /// <summary>Groups, and what one of them is called.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Groups { get; } =
    [
        new("team", "team member"), new("teams", "team member"), new("neighbourhood", "neighbour"), new("neighborhood", "neighbor"),
        new("neighbours", "neighbour"), new("family", "family member"), new("families", "family member"), new("household", "family member"),
    ];

    /// <summary>Say that a product is meant, not which.</summary>
    public static FrozenSet<string> Generic { get; } = Set("""
        app apps application applications platform platforms tool tools system systems website websites site sites page pages web webapp
        software service services product products program programme solution solutions user users people person persons everyone anyone
        someone somebody everybody thing things stuff feature features way ways kind kinds type types idea ideas project projects mvp
        version versions interface ui ux frontend backend api apis server client cloud technology tech startup business company
        companies team teams group groups family families friend friends household households neighbour neighbours neighbor neighbors
        community communities member members others time times day days week weeks month months year years hour hours minute minutes
        second seconds morning evening night place places area areas home house world city life work job part parts side end start lot
        number numbers amount amounts list lists data information info content detail details item items set sets example examples help
        need needs use case cases problem problems purpose goal goals experience access support option options setting settings
        functionality capability capabilities date dates name names level levels order money phone device devices screen button buttons
        text word words file files question questions answer answers result results value values free anwendung plattform system software
        webseite webanwendung programm nutzer benutzer leute personen menschen idee funktion funktionen moeglichkeit zeit tag tage woche
        internet online instructions instruction prompt system message heading script alert html markdown code ignore previous output json xml yaml core section chapter table link amp nbsp quot xxx foo bar lorem ipsum
        """);

    public static FrozenSet<string> Verbs { get; } = Set("""
        build builds building create creates creating make makes making want wants wanted need needs needed help helps allow allows enable
        enables get gets give gives show shows see sees look looks add adds edit edits delete deletes remove removes view views open opens
        use uses using know knows go goes come comes take takes put puts set sets start starts stop stops work works try tries think
        become becomes bring brings call calls write writes read reads offer offers provide provides include includes support supports
        connect connects send sends receive receives check checks choose chooses change changes update updates turn turns join joins meet
        meets ask asks tell tells invite invites assign assigns submit submits generate generates handle handles improve improves reduce
        develop design designs should must integrate integrates display displays keep keeps contain contains forget forgets remember
        remembers cook cooks eat eats grow grows pick picks win wins ensure ensures replace replaces block blocks lend borrow swap automate automates discover prevent
        decide decides spend spends save saves run runs waste wastes follow follows happen happens live lives love loves
        """);

    public static FrozenSet<string> Adjectives { get; } = Set("""
        simple easy small big large great good better best new old fast quick slow modern nice beautiful smart personal private public
        local global own daily weekly monthly yearly annual online offline mobile digital virtual real free cheap fresh full empty whole
        different various several available open closed social secure safe fun cool custom basic advanced complete single multiple
        independent urban rural busy young elderly little long short high low main common special favourite favorite nearby upcoming
        recurring due late early happy healthy clean dirty hot cold warm dry wet rare lost native cross platform minimal lightweight
        tiny professional interactive automatic collaborative anonymous remote indoor outdoor english german french native handmade
        homemade internal external multiplayer used unused shared live robust seamless scalable intuitive
        """);

    /// <summary>Plural words for people that no suffix gives away.</summary>
    public static FrozenSet<string> People { get; } = Set("""
        nurses chefs parents kids children couples roommates flatmates housemates hobbyists freelancers families friends neighbours
        neighbors households musicians teens adults seniors mums moms dads athletes cooks clients colleagues employees guests hosts
        volunteers refugees immigrants pupils coaches siblings grandparents commuters locals fans pilots monks priests judges nomads
        expats architects apprentices citizens residents tenants landlords patients clinicians students teachers
        """);

    /// <summary>End like words for people and are none.</summary>
    public static FrozenSet<string> NotPeople { get; } = Set("""
        papers numbers computers orders letters stickers reminders folders offers calendars payments documents appointments plants
        comments assignments ingredients deployments investments tournaments apartments instruments moments elements experiments
        statements sensors errors colors colours doors floors flavors monitors trees coffees fees events restaurants containers timers
        counters posters printers scanners planners trackers flowers dinners suppers showers towers rivers routers servers powers users
        chapters quarters semesters newsletters parameters meters thermometers filters computers drawers layers papers watercolors
        behaviors factors motors tractors vectors mirrors contents accidents agents components continents incidents patents rents
        talents variants hydrants grants corners borders folders boosters burgers beers cars years ears scooters trailers suppliers
        lists waitlists playlists checklists wishlists others members
        """);

    public static FrozenSet<string> Negations { get; } = Set("no not without never don doesn exclude excluding except ohne kein keine keinen nicht sans sin");

    /// <summary>German nouns that ideas are often about, by the English noun that an English document calls them.</summary>
    public static FrozenDictionary<string, string> FromGerman { get; } = new Dictionary<string, string[]>
    {
        ["plant"] = ["pflanze", "pflanzen"],
        ["recipe"] = ["rezept", "rezepte", "rezepten"],
        ["book"] = ["buch", "buecher", "buechern"],
        ["appointment"] = ["termin", "termine", "terminen"],
        ["product"] = ["produkt", "produkte", "produkten"],
        ["bike"] = ["fahrrad", "fahrraeder", "fahrraedern", "rad", "raeder", "raedern"],
        ["dog"] = ["hund", "hunde", "hunden"],
        ["cat"] = ["katze", "katzen"],
        ["garden"] = ["garten", "gaerten", "beet", "beete", "beeten"],
        ["car"] = ["auto", "autos", "wagen", "fahrzeug", "fahrzeuge", "fahrzeugen"],
        ["flat"] = ["wohnung", "wohnungen"],
        ["film"] = ["film", "filme", "filmen"],
        ["game"] = ["brettspiel", "brettspiele", "brettspielen"],
        ["room"] = ["zimmer", "zimmern", "raum", "raeume", "raeumen"],
        ["meal"] = ["mahlzeit", "mahlzeiten", "essen", "gericht", "gerichte", "gerichten"],
        ["ingredient"] = ["zutat", "zutaten"],
        ["tool"] = ["werkzeug", "werkzeuge", "werkzeugen"],
        ["document"] = ["dokument", "dokumente", "dokumenten"],
        ["contract"] = ["vertrag", "vertraege", "vertraegen"],
        ["club"] = ["verein", "vereine", "vereinen"],
        ["customer"] = ["kunde", "kunden"],
        ["tour"] = ["reise", "reisen", "ausflug", "ausfluege", "wanderung", "wanderungen", "tour", "touren"],
    }.SelectMany(pair => pair.Value.Select(german => (German: german, English: pair.Key)))
        .ToFrozenDictionary(pair => pair.German, pair => pair.English);

    /// <summary>The same for a few more languages.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> FromOther { get; } =
    [
        new("食谱", "recipe"), new("菜谱", "recipe"), new("レシピ", "recipe"), new("recettes", "recipe"), new("recette", "recipe"),
        new("recetas", "recipe"), new("receta", "recipe"), new("ricette", "recipe"), new("레시피", "recipe"),
        new("livres", "book"), new("livre", "book"), new("libros", "book"), new("libro", "book"), new("libri", "book"), new("图书", "book"),
        new("書籍", "book"), new("植物", "plant"), new("plantes", "plant"), new("plantas", "plant"), new("piante", "plant"),
        new("宠物", "pet"), new("ペット", "pet"), new("餐厅", "restaurant"), new("レストラン", "restaurant"), new("買い物リスト", "shopping list"),
        new("购物清单", "shopping list"), new("velos", "bike"), new("bicicletas", "bike"), new("voitures", "car"), new("coches", "car"),
        new("jardins", "garden"), new("jardines", "garden"), new("voyages", "tour"), new("viajes", "tour"), new("旅行", "tour"),
        new("documents", "document"), new("documentos", "document"), new("repas", "meal"), new("comidas", "meal"),
    ];

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
