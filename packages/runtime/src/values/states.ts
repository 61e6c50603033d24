/** States and provinces by country and ISO 3166-2 code. */
export const STATES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries({
    AU:
      "ACT Australian Capital Territory;NSW New South Wales;NT Northern Territory;QLD Queensland;SA South Australia;TAS Tasmania;" +
      "VIC Victoria;WA Western Australia",
    BR:
      "AC Acre;AL Alagoas;AM Amazonas;AP Amapá;BA Bahia;CE Ceará;DF Distrito Federal;ES Espírito Santo;GO Goiás;MA Maranhão;" +
      "MG Minas Gerais;MS Mato Grosso do Sul;MT Mato Grosso;PA Pará;PB Paraíba;PE Pernambuco;PI Piauí;PR Paraná;RJ Rio de Janeiro;" +
      "RN Rio Grande do Norte;RO Rondônia;RR Roraima;RS Rio Grande do Sul;SC Santa Catarina;SE Sergipe;SP São Paulo;TO Tocantins",
    CA:
      "AB Alberta;BC British Columbia;MB Manitoba;NB New Brunswick;NL Newfoundland and Labrador;NS Nova Scotia;" +
      "NT Northwest Territories;NU Nunavut;ON Ontario;PE Prince Edward Island;QC Quebec;SK Saskatchewan;YT Yukon",
    DE:
      "BB Brandenburg;BE Berlin;BW Baden-Württemberg;BY Bayern;HB Bremen;HE Hessen;HH Hamburg;MV Mecklenburg-Vorpommern;" +
      "NI Niedersachsen;NW Nordrhein-Westfalen;RP Rheinland-Pfalz;SH Schleswig-Holstein;SL Saarland;SN Sachsen;ST Sachsen-Anhalt;" +
      "TH Thüringen",
    IN:
      "AN Andaman and Nicobar Islands;AP Andhra Pradesh;AR Arunachal Pradesh;AS Assam;BR Bihar;CG Chhattisgarh;CH Chandigarh;" +
      "DH Dadra and Nagar Haveli and Daman and Diu;DL Delhi;GA Goa;GJ Gujarat;HP Himachal Pradesh;HR Haryana;JH Jharkhand;" +
      "JK Jammu and Kashmir;KA Karnataka;KL Kerala;LA Ladakh;LD Lakshadweep;MH Maharashtra;ML Meghalaya;MN Manipur;" +
      "MP Madhya Pradesh;MZ Mizoram;NL Nagaland;OD Odisha;PB Punjab;PY Puducherry;RJ Rajasthan;SK Sikkim;TN Tamil Nadu;" +
      "TR Tripura;TS Telangana;UK Uttarakhand;UP Uttar Pradesh;WB West Bengal",
    MX:
      "AGU Aguascalientes;BCN Baja California;BCS Baja California Sur;CAM Campeche;CHH Chihuahua;CHP Chiapas;CMX Ciudad de México;" +
      "COA Coahuila;COL Colima;DUR Durango;GRO Guerrero;GUA Guanajuato;HID Hidalgo;JAL Jalisco;MEX México;MIC Michoacán;MOR Morelos;" +
      "NAY Nayarit;NLE Nuevo León;OAX Oaxaca;PUE Puebla;QUE Querétaro;ROO Quintana Roo;SIN Sinaloa;SLP San Luis Potosí;SON Sonora;" +
      "TAB Tabasco;TAM Tamaulipas;TLA Tlaxcala;VER Veracruz;YUC Yucatán;ZAC Zacatecas",
    US:
      "AK Alaska;AL Alabama;AR Arkansas;AS American Samoa;AZ Arizona;CA California;CO Colorado;CT Connecticut;" +
      "DC District of Columbia;DE Delaware;FL Florida;GA Georgia;GU Guam;HI Hawaii;IA Iowa;ID Idaho;IL Illinois;IN Indiana;KS Kansas;" +
      "KY Kentucky;LA Louisiana;MA Massachusetts;MD Maryland;ME Maine;MI Michigan;MN Minnesota;MO Missouri;" +
      "MP Northern Mariana Islands;MS Mississippi;MT Montana;NC North Carolina;ND North Dakota;NE Nebraska;NH New Hampshire;" +
      "NJ New Jersey;NM New Mexico;NV Nevada;NY New York;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;PR Puerto Rico;" +
      "RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VA Virginia;VI U.S. Virgin Islands;VT Vermont;" +
      "WA Washington;WI Wisconsin;WV West Virginia;WY Wyoming",
  }).map(([country, states]) => [country, statesOf(states)]),
);

function statesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(";").map((state) => {
      const blank = state.indexOf(" ");
      return [state.slice(0, blank), state.slice(blank + 1)];
    }),
  );
}
