"""The words by which publishers name their sections, by category: data, in the languages of Octavo's catalogue.

Only words that mean one category wherever they stand: `society`, `opinion`, `panorama`, `local` mix, and are left out.
Written as publishers write them; `sections.py` folds case, accents, Arabic spellings and the Arabic article.
"""

from __future__ import annotations

from octavo.news.sources import Category

SECTION_WORDS: dict[Category, str] = {
    "world": """
        world, world news, internationale politik, international, international news, global, global affairs,
        foreign, foreign affairs, foreign policy, diplomacy, geopolitics, war, ukraine war, israel hamas war,
        monde, étranger, géopolitique, diplomatie, mundo, internacional, internacionales, exterior, geopolítica,
        ausland, welt, weltpolitik, außenpolitik, aussenpolitik, esteri, dal mondo, mondo, buitenland, wereld,
        мир, в мире, за рубежом, война, международные, світ, у світі, війна, świat, ze świata, zagranica, wojna,
        dünya, dış haberler, savaş, العالم, عالم, دولي, دوليات, دولية, عربي ودولي, عرب وعالم, العرب والعالم,
        خارجي, حول العالم, أخبار العالم, 国际, 國際, 全球, 世界, 国際, 海外, 外交, 국제, 세계, 해외, 北韓,
        utrikes, världen, utenriks, udland, verden, ulkomaat, maailma, internasional, dunia, mancanegara,
        thế giới, quốc tế, zahraničí, svět, zahraničie, svet, külföld, extern, externe, свят, κόσμος, διεθνή,
        جهان, بین الملل, विदेश, दुनिया, आंतरराष्ट्रीय, বিশ্ব, আন্তর্জাতিক, ต่างประเทศ, svijet, svijeta, bota,
        maailm, pasaulē, pasaulis, kimataifa
    """,
    "politics": """
        politics, political, us politics, uk politics, elections, election, government, parliament, congress,
        senate, white house, westminster, politique, élections, présidentielle, assemblée, política, político,
        elecciones, eleições, gobierno, congreso, politik, innenpolitik, bundestag, bundestagswahl,
        landespolitik, wahlen, wahl, politica, elezioni, politiek, verkiezingen, политика, выборы, власть,
        політика, вибори, polityka, wybory, siyaset, politika, seçim, سياسة, سياسي, سياسية, شؤون سياسية, برلمان,
        انتخابات, 政治, 时政, 時政, 選挙, 选举, 選舉, 정치, 선거, politiikka, politikk, chính trị,
        politik nasional, belpolitika, πολιτική, سیاسی, سیاست, राजनीति, রাজনীতি, การเมือง, siasa, poliitika,
        politikë
    """,
    "business": """
        business, international business, economy, economics, economic, finance, financial, markets, market,
        money, companies, company, industry, stocks, banking, banks, real estate, property, housing market,
        personal finance, investing, investment, trade, crypto, cryptocurrency, bitcoin, energy, oil, jobs,
        retail, economie, économie, éco, entreprises, entreprise, bourse, argent, immobilier, conjoncture,
        economía, economia, negocios, empresas, finanzas, mercados, dinero, wirtschaft, unternehmen, finanzen,
        börse, geld, boerse, konjunktur, immobilien, economía y negocios, mercado, negócios, finanças, dinheiro,
        affari, finanza, mercati, borsa, imprese, bedrijven, beurs, экономика, бизнес, финансы, рынки, деньги,
        економіка, бізнес, фінанси, gospodarka, biznes, finanse, pieniądze, giełda, ekonomi, finans, piyasalar,
        اقتصاد, اقتصادي, اقتصادية, أسواق, مال, مال وأعمال, أعمال, بورصة, بنوك, 经济, 經濟, 财经, 財經, 产经,
        產經, 金融, 商业, 商業, 股市, 経済, ビジネス, マネー, 企業, 경제, 금융, 증권, 산업, 비즈니스,
        näringsliv, økonomi, næringsliv, penge, erhverv, talous, bisnis, bizness, bisnes, viðskipti, keuangan,
        kinh doanh, kinh tế, tài chính, ekonomika, byznys, gazdaság, üzlet, afaceri, икономика, οικονομία,
        επιχειρήσεις, اقتصادی, कारोबार, बिज़नेस, अर्थव्यवस्था, বাণিজ্য, অর্থনীতি, เศรษฐกิจ, ธุรกิจ, privreda,
        biznis, majandus, ekonomija, uchumi, biashara
    """,
    "technology": """
        technology, tech, science and technology, sci tech, gadgets, internet, software, hardware, computing,
        computers, cybersecurity, cyber security, security news, artificial intelligence, ai, smartphones,
        startups, technologie, technologies, high tech, numérique, informatique, intelligence artificielle,
        tecnología, tecnologia, ciencia y tecnología, informática, inteligencia artificial,
        inteligência artificial, inovação, technik, netzwelt, technologien, künstliche intelligenz, netz,
        computer, scienza e tecnologia, innovazione, intelligenza artificiale, technologie en wetenschap,
        технологии, наука и технологии, интернет, гаджеты, технології, наука і технології, nowe technologie,
        cyfrowy, teknoloji, bilim teknoloji, yapay zeka, تكنولوجيا, تقنية, تقنيات, علوم وتكنولوجيا, علوم وتقنية,
        ذكاء اصطناعي, الذكاء الاصطناعي, 科技, 数码, 數位, 互联网, 人工智能, 人工智慧, テクノロジー, デジタル,
        ネット, 技術, 기술, 테크, 과학기술, teknik, teknologi, teknologia, tietotekniikka, công nghệ,
        khoa học công nghệ, technika, tech a věda, tehnologie, технология, τεχνολογία, فناوری, علم و فناوری,
        टेक, टेक्नोलॉजी, প্রযুক্তি, বিজ্ঞান ও প্রযুক্তি, เทคโนโลยี, tehnologija, nauka i tehnologija,
        tehnoloogia, teknolojia
    """,
    "science": """
        science, sciences, science and environment, space, astronomy, physics, biology, archaeology, research,
        nature research, science et environnement, espace, astronomie, recherche, ciencia, ciencias, espacio,
        astronomía, ciência, espaço, pesquisa, wissenschaft, wissen, forschung, weltraum, raumfahrt, scienza,
        scienze, spazio, wetenschap, ruimtevaart, наука, космос, наука і космос, nauka, kosmos, bilim, uzay,
        علوم, علم, علم الفضاء, فضاء, علوم وفضاء, 科学, 科學, 航天, 太空, 宇宙, サイエンス, 과학, 우주,
        vetenskap, forskning, vitenskap, videnskab, viden, tiede, sains, khoa học, věda, veda, tudomány,
        știință, stiinta, επιστήμη, علمی, विज्ञान, বিজ্ঞান, วิทยาศาสตร์, znanost, teadus, novaator, sayansi
    """,
    "health": """
        health, healthcare, health care, medicine, medical, wellness, well being, wellbeing, mental health,
        coronavirus, covid, covid 19, pharma, biotech, santé, médecine, salud, medicina, saúde, bem estar,
        gesundheit, medizin, salute, sanità, medicina e salute, benessere, gezondheid, здоровье, медицина,
        здоров'я, zdrowie, medycyna, sağlık, صحة, طب, صحة وطب, طب وصحة, صحتك, 健康, 医疗, 醫療, 卫生, 養生,
        医療, ヘルス, 건강, 의료, hälsa, helse, sundhed, terveys, kesehatan, sức khỏe, zdraví, zdravie,
        egészség, sănătate, здраве, υγεία, سلامت, स्वास्थ्य, सेहत, স্বাস্থ্য, สุขภาพ, zdravlje, zdravje, tervis,
        afya
    """,
    "climate": """
        climate, environment, climate change, climate crisis, climate and environment, energy and environment,
        environmental, green, sustainability, wildlife, biodiversity, environnement, climat, planète, écologie,
        biodiversité, medio ambiente, clima, clima y medio ambiente, cambio climático, ecología, meio ambiente,
        ambiente, sustentabilidade, mudanças climáticas, umwelt, klima, klimawandel, natur, nachhaltigkeit,
        energie und umwelt, klima und umwelt, ambiente ed energia, clima e ambiente, milieu, klimaat,
        duurzaamheid, экология, климат, довкілля, екологія, клімат, środowisko, klimat, ekologia, çevre, iklim,
        بيئة, مناخ, بيئة ومناخ, مناخ وبيئة, تغير المناخ, 环境, 環境, 环保, 環保, 气候, 氣候, 気候, 환경, 기후,
        miljö, klima og miljø, miljø, ympäristö, ilmasto, lingkungan, môi trường, životní prostředí, környezet,
        mediu, екология, περιβάλλον, محیط زیست, पर्यावरण, পরিবেশ, สิ่งแวดล้อม, okoliš, keskkond, mazingira
    """,
    "sport": """
        sport, sports, football, soccer, cricket, rugby, tennis, golf, basketball, baseball, boxing, mma,
        athletics, cycling, formula 1, f1, motorsport, nba, nfl, nhl, mlb, premier league, champions league,
        world cup, olympics, olympic games, ice hockey, hockey, swimming, racing, horse racing, ipl, foot,
        sports et loisirs, ligue 1, coupe du monde, cyclisme, jeux olympiques, deportes, deporte, fútbol,
        futbol, baloncesto, tenis, mundial, esporte, esportes, desporto, futebol, basquete, copa do mundo,
        fußball, fussball, bundesliga, handball, formel 1, olympia, wintersport, superbike, calcio, serie a,
        sport invernali, voetbal, wielrennen, спорт, футбол, хоккей, теннис, теніс, piłka nożna, siatkówka,
        żużel, spor, spor haberleri, süper lig, basketbol, رياضة, رياضي, رياضية, كرة القدم, كرة قدم, ملاعب,
        كرة عالمية, 体育, 體育, 运动, 運動, 足球, 篮球, スポーツ, 野球, サッカー, 스포츠, 축구, 야구, fotboll,
        fotball, fodbold, sporten, idrott, urheilu, jalkapallo, jääkiekko, olahraga, sepak bola, sepakbola,
        bola, thể thao, bóng đá, fotbal, futbal, sportovní, foci, fotbal intern, αθλητικά, σπορ, αθλητισμός,
        ورزش, ورزشی, खेल, क्रिकेट, খেলা, খেলাধুলা, กีฬา, nogomet, košarka, spordiuudised, michezo, íþróttir,
        ithrottir, sukan
    """,
    "entertainment": """
        entertainment, entertainment and arts, kjendis, culture, arts, art, arts and culture,
        arts and entertainment, art and design, music, movies, movie, film, films, tv, television, tv and radio,
        books, theatre, theater, stage, celebrity, celebrities, showbiz, showbusiness, games, gaming,
        video games, comics, hollywood, bollywood, streaming, people and culture, culture et idées, cinéma,
        musique, livres, séries, spectacles, télévision, médias et télé, jeux vidéo, cultura, cine, música,
        libros, espectáculos, espectaculos, televisión, farándula, gente y televisión, famosos, entretenimiento,
        entretenimento, cinema, livros, celebridades, televisão, ilustrada, kultur, feuilleton, unterhaltung,
        musik, kino, bücher, literatur, stars, promis, leute und promis, medien und tv, fernsehen, spettacoli,
        spettacolo, cultura e spettacoli, musica, libri, gossip, televisione, cultuur, muziek, boeken,
        films en series, entertainment en cultuur, культура, кино, музыка, книги, шоу бизнес, театр, кіно,
        музика, шоу біз, kultura, rozrywka, film i telewizja, muzyka, książki, gwiazdy, kültür, kültür sanat,
        sanat, magazin, sinema, müzik, ثقافة, ثقافة وفن, ثقافة وفنون, فن, فنون, فن ومشاهير, مشاهير, سينما,
        ترفيه, نجوم, موسيقى, فنون وثقافة, 娱乐, 娛樂, 文化, 影视, 影視, 电影, 電影, 音乐, 音樂, 文艺, 藝文,
        影劇, エンタメ, 芸能, 映画, 音楽, カルチャー, 연예, 문화, 영화, 음악, nöje, kultur och nöje,
        underholdning, kultur og underholdning, viihde, kulttuuri, hiburan, selebritas, seleb, giải trí,
        văn hóa, phim, zábava, kultúra, divertisment, cultură, monden, култура, πολιτισμός, ψυχαγωγία, هنر,
        فرهنگ, فرهنگ و هنر, मनोरंजन, बॉलीवुड, বিনোদন, บันเทิง, zabava, estrada, meelelahutus, kultuur, burudani,
        menning
    """,
    "lifestyle": """
        lifestyle, life style, life and style, life, living, travel, food, food and drink, recipes, fashion,
        beauty, style, home and garden, family, parenting, relationships, cars, motoring, motors, autos, auto,
        gardening, wine, dining, restaurants, horoscope, shopping, pets, mode, voyage, voyages, gastronomie,
        cuisine, recettes, art de vivre, vie pratique, auto moto, bien être, tourisme, estilo, estilo de vida,
        moda, viajes, viajar, gastronomía, cocina, recetas, motor, turismo, viagem, gastronomia, receitas,
        carros, lifestyle und mode, leben, reise, reisen, ernährung, kochen, rezepte, mode und beauty,
        auto und mobilität, mobilität, ratgeber, wohnen, garten, haus und garten, kaufberatung, familie, liebe,
        genuss, stil, stile, viaggi, cucina, ricette, motori, casa, lifestyle en mode, reizen, eten, koken,
        wonen, tuin, recepten, стиль, путешествия, еда, мода, авто, туризм, образ жизни, стиль життя, подорожі,
        їжа, styl życia, podróże, moda i uroda, kuchnia, moto, turystyka, dom i ogród, yaşam, seyahat, yemek,
        moda ve güzellik, otomobil, لايف ستايل, أسلوب حياة, نمط حياة, سياحة, سياحة وسفر, سفر, سفر وسياحة, موضة,
        أزياء, مطبخ, طبخ, سيارات, مرأة, 生活, 时尚, 時尚, 旅游, 旅遊, 旅行, 美食, 汽车, 汽車, ライフ, 暮らし,
        ライフスタイル, グルメ, ファッション, くるま, 라이프, 여행, 음식, 패션, 자동차, livsstil, resor,
        mat och dryck, bil, rejser, livsstil og helse, matkailu, ruoka, autot, gaya hidup, wisata, kuliner,
        otomotif, du lịch, ẩm thực, đời sống, xe, cestování, jídlo, életmód, utazás, stil de viață, călătorii,
        пътуване, ταξίδια, γαστρονομία, سبک زندگی, گردشگری, लाइफस्टाइल, यात्रा, জীবনযাপন, ไลฟ์สไตล์, ท่องเที่ยว,
        putovanja, elustiil
    """,
    "crime": """
        crime, crime and justice, crime and courts, courts, court, law and order, justice, police, true crime,
        law and crime, faits divers, police justice, justice et faits divers, procès, sucesos, policiales,
        policiales judiciales, judiciales, tribunales, seguridad y justicia, crímenes, narcotráfico, polícia,
        segurança pública, crime e justiça, kriminalität, justiz, blaulicht, polizei, gericht, polizeibericht,
        cronaca nera, giustizia, cronaca giudiziaria, misdaad, politie en justitie, rechtbank, криминал,
        преступления, суд, происшествия, кримінал, злочин, przestępczość, kryminalne, kronika kryminalna,
        kryminalna, adli haberler, suç, polis adliye, حوادث, حوادث وقضايا, جريمة, جرائم, محاكم, قضاء, أمن وقضاء,
        犯罪, 刑案, 法治, 法制, 司法, 事件, 事件 事故, 裁判, 범죄, 사건사고, 사건 사고, brott, brott och straff,
        krim, krimi, krimi og politi, rikos, rikokset, hukum, kriminal, hukum kriminal, pháp luật, krimi zprávy,
        bűnügy, криминално, έγκλημα, αστυνομικό, حوادث قضایی, अपराध, क्राइम, অপরাধ, อาชญากรรม, crna kronika,
        hronika, crna hronika, uhalifu
    """,
}  # fmt: skip

PLACE_WORDS = """
    africa, asia, europe, middle east, americas, latin america, asia pacific, australia pacific, south asia,
    east asia, southeast asia, south east asia, mideast, afrique, asie, moyen orient, amériques, proche orient,
    áfrica, europa, américa latina, oriente medio, oriente próximo, afrika, nahost, naher osten, asien,
    lateinamerika, medio oriente, midden oosten, африка, азия, европа, ближний восток, європа, azja,
    bliski wschód, ortadoğu, avrupa, أفريقيا, إفريقيا, آسيا, أوروبا, شرق أوسط, الشرق الأوسط, 亚洲, 亞洲, 欧洲,
    歐洲, 中东, 中東, 非洲, アジア, 欧州
"""
"""Parts of the world: world news, unless something beside them says what it is about (`sport/europe`)."""
