"""What the demo shop tells of its invented products: a sentence or two, and the facts."""

BRAND = "Melati"
CARE = {
    "Pakaian Pria": "Cuci dengan air dingin, jemur terbalik di tempat teduh, setrika suhu sedang.",
    "Fashion Muslim": "Jatuh rapi, tidak menerawang, dan tetap adem dipakai dari pagi sampai sore.",
    "Pakaian Wanita": "Jahitan rapi dengan obras ganda; toleransi ukuran 1-2 cm.",
    "Tas": "Lap dengan kain lembap; jangan direndam agar bentuknya tetap.",
    "Sepatu": "Ukuran normal; kaki lebar disarankan naik satu nomor.",
    "Dapur": "Aman untuk makanan. Dikirim dengan bubble wrap dan kardus tebal.",
    "Rumah": "Ukuran diukur manual, selisih 1-2 cm wajar. Dikemas rapat agar aman di jalan.",
    "Kecantikan": "Simpan di tempat sejuk; hentikan pemakaian bila kulit terasa tidak nyaman.",
    "Alat Tulis": "Cocok untuk sekolah, kantor, dan hadiah kecil.",
    "Hadiah": "Dikirim dalam kotak kaku dengan pita; kartu ucapan bisa ditulis di catatan pesanan.",
}
"""What holds for a whole category."""
PROMISE = (
    "Stok sesuai yang tampil di toko. Pesanan sebelum pukul 15.00 dikirim pada hari yang sama; "
    "simpan video saat membuka paket bila ingin mengajukan keluhan."
)
"""What holds for all."""
TEXTS = {
    "KMJ-SENJA": "Kemeja linen ringan berlengan panjang, warna lembut seperti langit sore. Kancing "
    "kelapa, kerah tegak, potongan reguler.",
    "KAOS-RINTIK": "Kaos katun 24s yang menyerap keringat dan tidak melar. Leher rib ganda, "
    "sablon titik kecil di dada.",
    "GMS-ARUM": "Gamis busui dengan ritsleting depan, kantong samping, dan tali pinggang. Kain "
    "crinkle yang tidak perlu disetrika.",
    "HJB-TEDUH": "Hijab segi empat voal 110 x 110 cm, tegak di dahi, tepi laser cut.",
    "CLN-LANGKAH": "Celana kulot berpinggang karet dengan saku dalam, panjang 92 cm, muat sampai "
    "lingkar pinggang 100 cm.",
    "DST-PAGI": "Daster rayon ukuran jumbo, lingkar dada 130 cm, berkantong, nyaman di rumah.",
    "TOT-KANVAS": "Tas kanvas 12 oz dengan sablon kalimat, muat laptop 14 inci dan botol minum.",
    "SDL-PASIR": "Sandal slip-on bersol EVA yang ringan dan tidak licin di lantai basah.",
    "MUG-KABUT": "Mug keramik 350 ml berglasir buatan tangan; setiap mug sedikit berbeda. Tahan "
    "microwave.",
    "TPL-RAPI": "Toples kaca borosilikat dengan tutup bambu dan karet kedap udara.",
    "PSU-TAJAM": "Pisau dapur 8 inci dari baja tahan karat, gagang berlapis, dengan sarung.",
    "WJN-SANTAP": "Wajan anti lengket lima lapis untuk kompor gas dan induksi, gagang tidak panas.",
    "BTL-EMBUN": "Botol minum 600 ml berdinding ganda, dingin 18 jam dan panas 10 jam.",
    "SDK-LURUS": "Enam sendok dan enam garpu dari baja tahan karat, tepi halus, tidak berbau besi.",
    "TLN-JATI": "Talenan kayu jati utuh 30 x 20 cm, diminyaki, dengan lubang gantung.",
    "RAK-SUSUN": "Rak bumbu dua tingkat dari besi berlapis, mudah dirakit tanpa alat.",
    "SPR-LEMBUT": "Sprei katun 180 x 200 cm dengan dua sarung bantal, karet keliling, tinggi kasur "
    "sampai 30 cm.",
    "LLN-WANGI": "Lilin aroma dari kedelai, sumbu katun, menyala sekitar 30 jam.",
    "KRJ-ANYAM": "Keranjang anyaman tangan dari pandan, dengan dua pegangan.",
    "LMP-TIDUR": "Lampu tidur 5 W berbentuk bulan sabit, cahaya hangat, colokan bulat dua kaki.",
    "SRM-CERAH": "Serum niacinamide 10 % dengan zinc, tekstur ringan, tanpa pewangi. Botol pipet "
    "20 ml.",
    "SBN-SUSU": "Sabun batang dari susu kambing segar, 100 gram, untuk kulit kering.",
    "LIP-RONA": "Lip tint ringan yang tidak lengket, bertahan sampai 8 jam.",
    "MSK-TENANG": "Masker lembar dengan lidah buaya dan centella, isi lima lembar.",
    "MNY-RAMBUT": "Minyak kemiri murni yang dipanggang perlahan, 100 ml, untuk rambut rontok.",
    "STK-CERIA": "Satu lembar berisi 24 stiker tahan air untuk buku dan botol.",
    "BKU-CATAT": "Buku catatan A5 bertitik, 160 halaman 100 gsm, jilid benang, pita pembatas.",
    "PNS-LIPAT": "Tempat pensil kanvas yang berdiri saat dilipat, muat 30 alat tulis.",
    "BNG-SETIA": "Kotak kado berisi sprei, dua lilin, dua mug, dan sebotol serum.",
    "PKT-SARAPAN": "Dua mug, satu set sendok garpu, dan satu toples untuk sarapan berdua.",
    "PKT-DAPUR": "Pisau, talenan, dan wajan 24 cm untuk dapur yang baru dibuka.",
    "PYG-HUJAN": "Payung lipat tiga dengan lapisan anti UV dan sarung kering.",
}
"""What a product is; one that is missing here has not been described yet."""
SPECS = {
    "Pakaian Pria": {
        "Bahan": "Katun linen", "Negara Asal": "Indonesia", "Potongan": "Reguler",
    },
    "Fashion Muslim": {"Bahan": "Voal", "Negara Asal": "Indonesia", "Motif": "Polos"},
    "Pakaian Wanita": {"Bahan": "Rayon", "Negara Asal": "Indonesia", "Motif": "Polos"},
    "Tas": {"Bahan": "Kanvas 12 oz", "Negara Asal": "Indonesia", "Penutup": "Ritsleting"},
    "Sepatu": {"Bahan Sol": "EVA", "Negara Asal": "Indonesia", "Model": "Slip-on"},
    "Dapur": {"Kegunaan": "Dapur", "Negara Asal": "Indonesia", "Garansi": "Pecah diganti"},
    "Rumah": {"Kegunaan": "Rumah", "Negara Asal": "Indonesia", "Garansi": "7 hari"},
    "Kecantikan": {"Masa Simpan": "24 bulan", "Negara Asal": "Indonesia"},
    "Alat Tulis": {"Kegunaan": "Sekolah", "Negara Asal": "Indonesia", "Kemasan": "Satuan"},
    "Hadiah": {"Isi": "6 barang", "Kemasan": "Kotak kaku", "Kartu Ucapan": "Ada"},
}  # fmt: skip
"""The facts that a category's products share."""
SIZES = {
    "Pakaian Pria": (300, 250, 30), "Fashion Muslim": (300, 250, 40),
    "Pakaian Wanita": (300, 250, 30),
    "Tas": (380, 350, 20), "Sepatu": (300, 200, 110), "Dapur": (200, 150, 120),
    "Rumah": (350, 250, 150), "Kecantikan": (120, 60, 50), "Alat Tulis": (210, 150, 20),
    "Hadiah": (450, 350, 200),
}  # fmt: skip
"""Length, width and height of a packed piece in millimetres."""
