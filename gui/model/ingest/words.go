package ingest

import (
	"regexp"
	"strings"
)

// What is looked for in the files of customers, in three languages. None of it is shown
// unless a file holds it.

// inChinese is a date in Chinese, which chineseDate reads.
var inChinese = regexp.MustCompile(`^\d{4}年\d{1,2}月\d{1,2}日$`)

const chineseDate = "yyyy'年'M'月'd'日'"

// aboutWhom are words before others that say about whom they are.
var aboutWhom = []string{"customer", "client", "user", "member", "contact", "客户", "会员", "用户"}

// truths are the words for yes and no that are no booleans to Data Prep.
var truths = strings.Fields("1 0 oui non vrai faux o n t f 是 否 有 无 真 假 x - 1.0 0.0 -1 0 active inactive enabled disabled ja nein wahr falsch j n si no sí no")

// commonWords are what columns and fields are called, by what they mean: in English,
// French and Chinese, and as the fields of XDM.
var commonWords = map[string]string{
	"firstName":  "first name,given name,forename,fname,prénom,prenom usuel,名,名字",
	"lastName":   "last name,family name,surname,lname,nom,nom de famille,nom usuel,姓,姓氏",
	"fullName":   "full name,name,nom complet,nom et prénom,姓名,全名",
	"email":      "email,e-mail,mail,email address,mail address,personal email address,courriel,adresse email,adresse e-mail,adresse mail,mél,邮箱,电子邮件,电子邮箱,邮件地址",
	"phone":      "phone,telephone,tel,phone number,telephone number,home phone number,téléphone,numéro de téléphone,tél,电话,电话号码,联系电话",
	"mobile":     "mobile,mobile phone,mobile number,mobile phone number,cell,cell phone,portable,téléphone portable,téléphone mobile,手机,手机号,手机号码",
	"birthDate":  "birth date,date of birth,dob,birthday,date de naissance,naissance,né le,出生日期,生日",
	"gender":     "gender,sex,sexe,genre,civilité,性别",
	"street":     "street,street 1,address,address line 1,home address street 1,adresse,rue,voie,地址,街道",
	"city":       "city,town,home address city,ville,commune,城市,市",
	"postalCode": "postal code,postcode,zip,zip code,home address postal code,code postal,cp,邮编,邮政编码",
	"state":      "state,province,region,state province,home address state province,région,département,省,省份",
	"country":    "country,country code,home address country,home address country code,pays,code pays,国家,国家代码",
	"language":   "language,lang,locale,preferred language,langue,语言",
	"id":         "id,identifier,identifiant,编号,标识",
	"customerID": "customer id,client id,customer number,customer no,crm id,crm,identifiant client,id client,numéro client,numéro de client,n° client,no client,客户编号,客户号,客户id",
	"memberID":   "member id,member number,membership number,loyalty id,loyalty number,loyalty card,numéro de membre,numéro adhérent,numéro de carte,carte de fidélité,会员号,会员编号,会员id",
	"orderID":    "order id,order number,order no,purchase id,purchase order number,commande,numéro de commande,n° commande,id commande,订单号,订单编号,订单id",
	"timestamp":  "timestamp,event time,event date,date time,datetime,horodatage,date et heure,date evenement,时间,时间戳,事件时间",
	"date":       "date,day,jour,日期",
	"orderDate":  "order date,ordered at,placed at,purchase date,date de commande,date commande,date d'achat,下单时间,下单日期,订单日期",
	"createdAt":  "created,created at,creation date,created on,date de création,créé le,创建时间,创建日期",
	"joined":     "joined,join date,joined at,member since,enrolment date,enrollment date,sign up date,date d'adhésion,date d'inscription,adhérent depuis,加入日期,入会日期,注册时间",
	"updatedAt":  "updated,updated at,last modified,modified,modification date,date de modification,modifié le,更新时间,修改时间",
	"amount":     "amount,total,price total,order total,total amount,montant,montant total,total ttc,金额,总额,总金额",
	"price":      "price,unit price,prix,prix unitaire,价格,单价",
	"quantity":   "quantity,qty,quantité,qté,数量",
	"currency":   "currency,currency code,devise,币种,货币",
	"points":     "points,loyalty points,points balance,points de fidélité,solde de points,积分,会员积分",
	"tier":       "tier,level,loyalty tier,loyalty level,niveau,palier,等级,会员等级",
	"status":     "status,state code,statut,état,状态",
	"active":     "active,is active,enabled,actif,active flag,est actif,是否有效,是否启用,有效",
	"optIn":      "opt in,optin,consent,marketing consent,newsletter,newsletter opt in,email opt in,consentement,abonné,inscrit newsletter,同意,是否订阅,订阅",
	"vip":        "vip,is vip,贵宾",
	"sku":        "sku,product id,product code,article,item number,référence,référence produit,code article,商品编号,产品编号",
	"product":    "product,product name,title,produit,nom du produit,libellé,商品,商品名称,产品名称",
	"store":      "store,shop,store name,magasin,boutique,门店,店铺",
	"page":       "page,page name,url,page url,page views,页面,网址",
	"device":     "device,device type,appareil,设备,设备类型", //nolint:misspell // it is French
}
